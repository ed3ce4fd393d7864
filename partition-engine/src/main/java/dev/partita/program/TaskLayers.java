package dev.partita.program;

import dev.partita.graph.Layer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which layers of the model a task works for. */
public final class TaskLayers {
    private TaskLayers() {}

    /**
     * Ids of layers in the order in which the task comes to them: those a segment computes or whose parameters it
     * updates, or the one whose value a transfer carries.
     */
    public static List<String> of(Program program, int task) {
        int loop = program.tasks().loopOf()[task];
        Set<String> layers = new LinkedHashSet<>();
        if (program.isSegment(loop)) {
            program.segments().get(loop).steps().forEach(step -> add(program, step.layer(), layers));
        } else {
            Transfer transfer = program.transfer(loop);
            BufferLayers owners = BufferLayers.of(program, program.device(transfer.from()));
            add(program, owners.of(transfer.sourceBuffer()), layers);
        }
        return new ArrayList<>(layers);
    }

    private static void add(Program program, String name, Set<String> layers) {
        List<Layer> all = program.plan().graph().layers();
        if (layers.contains(name)) {
            return;
        }
        if (all.stream().anyMatch(layer -> layer.id().equals(name))) {
            layers.add(name);
        } else {
            all.stream().filter(layer -> layer.parameters().contains(name)).forEach(layer -> layers.add(layer.id()));
        }
    }
}
