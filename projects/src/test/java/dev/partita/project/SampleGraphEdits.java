package dev.partita.project;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.NewLayer;
import dev.partita.graph.Paths;
import dev.partita.graph.Port;
import dev.partita.operator.Add;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Initialization;
import dev.partita.operator.Linear;
import dev.partita.operator.OperatorKind;
import dev.partita.operator.OperatorKinds;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Changes of a drawing as users make them. */
final class SampleGraphEdits {
    private SampleGraphEdits() {}

    static List<GraphEdit> oneOfEach() {
        List<GraphEdit> edits = new ArrayList<>(List.of(
                new GraphEdit.Add(
                        List.of(
                                new NewLayer("a", new Linear(8, 9, false, new Initialization.Uniform(0.5)), Port.OPEN),
                                new NewLayer(
                                        "b/\"zwölf\"", new Add(), List.of(Port.of("a"), new Port("x", 3)), Map.of())),
                        Optional.of("norm")),
                new GraphEdit.Remove(List.of("a", "b")),
                new GraphEdit.Connect("a", 1, new Port("b", 2)),
                new GraphEdit.Rename("decoder", "blocks"),
                new GraphEdit.Group(List.of("embedding", "positions"), "front"),
                new GraphEdit.Ungroup("decoder/3"),
                new GraphEdit.Change("a", new Conv2d(3, 64, 7, 2, 3, 1, Initialization.ZEROS)),
                new GraphEdit.Repeat("decoder/0", 96)));
        for (OperatorKind kind : OperatorKinds.all()) {
            edits.add(new GraphEdit.Add(
                    List.of(new NewLayer("layer", kind.defaults(), List.of(), Map.of("weight", "other"))),
                    Optional.empty()));
        }
        return edits;
    }

    /** A change of what is there now; a placement where chance hits on one that cannot be. */
    static Edit fitting(RandomGenerator random, Project project) {
        Edit edit = new Edit.Draw(random(random, project.model().graph()));
        try {
            Edit.apply(project, edit);
            return edit;
        } catch (IllegalArgumentException impossible) {
            return SampleEdits.place("head", random.nextInt(8));
        }
    }

    private static GraphEdit random(RandomGenerator random, ModelGraph graph) {
        List<Layer> layers = graph.layers();
        Layer layer = layers.get(random.nextInt(layers.size()));
        String name = "n" + random.nextInt(1000);
        return switch (random.nextInt(8)) {
            case 0 ->
                new GraphEdit.Add(
                        List.of(new NewLayer(
                                Paths.free(graph, name), anyKind(random).defaults())),
                        random.nextBoolean() ? Optional.of(layer.id()) : Optional.empty());
            case 1 -> new GraphEdit.Remove(List.of(layer.id()));
            case 2 ->
                new GraphEdit.Connect(layer.id(), 0, Port.of(layers.getFirst().id()));
            case 3 -> new GraphEdit.Rename(layer.id(), Paths.free(graph, name));
            case 4 -> new GraphEdit.Rename(layer.id().split("/")[0], Paths.free(graph, name));
            case 5 ->
                new GraphEdit.Group(
                        List.of(layer.id(), layers.getLast().id()), Paths.free(graph, "scope" + random.nextInt(9)));
            case 6 -> new GraphEdit.Ungroup(Paths.parent(layer.id()));
            default -> new GraphEdit.Change(layer.id(), anyKind(random).defaults());
        };
    }

    private static OperatorKind anyKind(RandomGenerator random) {
        return OperatorKinds.all().get(random.nextInt(OperatorKinds.all().size()));
    }
}
