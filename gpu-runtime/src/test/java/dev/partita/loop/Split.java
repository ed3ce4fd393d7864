package dev.partita.loop;

import dev.partita.graph.ModelGraph;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.Placement;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.sharding.Axis;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a model lies on devices: so many stages, each on a mesh with these axes; without axes on one device. */
record Split(int stages, List<Axis> mesh) {
    /** Chunks per device under schedules that take several. */
    private static final int CHUNKS = 2;

    static final List<Split> ALL = List.of(
            of(1),
            of(2),
            of(3),
            of(4),
            of(1, "data"),
            of(1, "tensor"),
            of(1, "sequence"),
            of(1, "data", "tensor"),
            of(2, "data"),
            of(2, "tensor"));

    /** Every axis is of two ranks. */
    static Split of(int stages, String... axes) {
        return new Split(stages, Stream.of(axes).map(name -> new Axis(name, 2)).toList());
    }

    private int ranks() {
        return mesh.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
    }

    int devices() {
        return stages * ranks();
    }

    /** The model cut evenly into the pattern that a schedule takes. */
    Placement placement(ModelGraph graph, Schedule schedule) {
        List<Integer> meshes = IntStream.range(0, stages).boxed().toList();
        List<Rule> chunks = schedule.pattern().devices(meshes, CHUNKS).stream()
                .map(this::everything)
                .toList();
        return EvenPlacement.over(graph, chunks);
    }

    private Rule everything(int number) {
        int first = number * ranks();
        return new Rule("**", IntStream.range(first, first + ranks()).boxed().toList(), mesh, Map.of());
    }

    @Override
    public String toString() {
        String axes = String.join(",", mesh.stream().map(Axis::toString).toList());
        String pipeline = "pipeline=" + stages;
        return devices() == 1 ? "one device" : mesh.isEmpty() ? pipeline : stages == 1 ? axes : pipeline + "," + axes;
    }
}
