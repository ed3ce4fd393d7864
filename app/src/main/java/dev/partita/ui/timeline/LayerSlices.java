package dev.partita.ui.timeline;

import dev.partita.program.Program;
import dev.partita.program.Segment;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Which slices of a step compute for given layers, or update their parameters. */
final class LayerSlices {
    private LayerSlices() {}

    /** Numbers of slices; none where the step is of a program that is not known. */
    static BitSet of(StepLanes lanes, Optional<Program> program, Set<String> layers) {
        BitSet found = new BitSet();
        if (program.isEmpty() || layers.isEmpty()) {
            return found;
        }
        BitSet segments = segments(program.get(), layers);
        int[] loopOf = program.get().tasks().loopOf();
        for (int entry = 0; entry < lanes.size(); entry++) {
            OptionalInt task = lanes.task(entry);
            found.set(
                    entry,
                    task.isPresent() && task.getAsInt() < loopOf.length && segments.get(loopOf[task.getAsInt()]));
        }
        return found;
    }

    private static BitSet segments(Program program, Set<String> layers) {
        Set<String> names = new HashSet<>(layers);
        program.plan().graph().layers().stream()
                .filter(layer -> layers.contains(layer.id()))
                .map(layer -> layer.parameters())
                .forEach(names::addAll);
        BitSet found = new BitSet();
        List<Segment> all = program.segments();
        for (int segment = 0; segment < all.size(); segment++) {
            found.set(segment, all.get(segment).steps().stream().anyMatch(step -> names.contains(step.layer())));
        }
        return found;
    }
}
