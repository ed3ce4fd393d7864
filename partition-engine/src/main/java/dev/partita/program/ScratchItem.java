package dev.partita.program;

import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StepDraft;
import dev.partita.program.Draft.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Something a segment needs for a while: a value from its first to its last step, or one step's workspace.
 *
 * @param owner whose bytes they are
 */
record ScratchItem(Owner owner, String name, long bytes, int firstStep, int lastStep) {

    sealed interface Owner {
        record OfValue(Value value) implements Owner {}

        record OfStep(StepDraft step) implements Owner {}
    }

    static List<ScratchItem> of(SegmentDraft segment, KernelCosts costs) {
        List<ScratchItem> items = new ArrayList<>();
        for (int i = 0; i < segment.steps.size(); i++) {
            StepDraft step = segment.steps.get(i);
            long workspaceBytes = costs.of(step.kernel()).workspaceBytes();
            if (workspaceBytes > 0) {
                items.add(new ScratchItem(new Owner.OfStep(step), step.layer() + " workspace", workspaceBytes, i, i));
            }
        }
        for (Value value : segment.values) {
            if (value.scratch()) {
                items.add(new ScratchItem(
                        new Owner.OfValue(value), value.name, value.bytes, value.firstStep, value.lastStep));
            }
        }
        return items;
    }
}
