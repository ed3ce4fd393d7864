package dev.partita.program;

import dev.partita.profile.KernelCatalog;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StepDraft;
import dev.partita.program.Draft.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something a segment needs for a while: a value from its first to its last step, or one step's workspace.
 *
 * @param key the {@link Value} or the {@link StepDraft}, by identity
 */
record ScratchItem(Object key, String name, long bytes, int firstStep, int lastStep) {

    static List<ScratchItem> of(SegmentDraft segment, KernelCatalog catalog) {
        Map<Value, Integer> first = new LinkedHashMap<>();
        Map<Value, Integer> last = new LinkedHashMap<>();
        List<ScratchItem> items = new ArrayList<>();
        for (int i = 0; i < segment.steps.size(); i++) {
            StepDraft step = segment.steps.get(i);
            for (Reference operand : step.operands()) {
                if (operand instanceof Reference.OfValue(Value value) && value.scratch()) {
                    first.putIfAbsent(value, i);
                    last.put(value, i);
                }
            }
            long workspaceBytes = catalog.cost(step.kernel()).workspaceBytes();
            if (workspaceBytes > 0) {
                items.add(new ScratchItem(step, step.layer() + " workspace", workspaceBytes, i, i));
            }
        }
        last.forEach((value, lastStep) -> items.add(
                new ScratchItem(value, value.name, value.spec.bytes(), first.getOrDefault(value, lastStep), lastStep)));
        return items;
    }
}
