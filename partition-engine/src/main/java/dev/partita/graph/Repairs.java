package dev.partita.graph;

import dev.partita.operator.Add;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.ClassToken;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.CrossAttention;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Fitting;
import dev.partita.operator.Flatten;
import dev.partita.operator.GroupedQueryAttention;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.Operator;
import dev.partita.operator.Pool2d;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.RelativeAttention;
import dev.partita.operator.RmsNorm;
import dev.partita.operator.SelfAttention;
import dev.partita.operator.SequenceToImage;
import dev.partita.operator.ShapeMismatch;
import dev.partita.operator.SwiGlu;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What would mend a located problem: adapters between two layers, or settings of the layer that take what arrives. Each
 * repair is tried on the shapes before it is offered, so none leaves the problem where it is.
 */
public final class Repairs {
    private final ModelGraph graph;
    private final GraphShapes shapes;
    private final Layer layer;
    private final int input;
    private final List<Repair> found = new ArrayList<>();

    private Repairs(ModelGraph graph, GraphShapes shapes, Layer layer, int input) {
        this.graph = graph;
        this.shapes = shapes;
        this.layer = layer;
        this.input = input;
    }

    /** Repairs of a problem, the one that changes least first. */
    public static List<Repair> of(ModelGraph graph, GraphShapes shapes, GraphProblem problem) {
        Repairs repairs = new Repairs(graph, shapes, graph.layer(problem.layer()), problem.input());
        switch (problem) {
            case GraphProblem.OpenInput _, GraphProblem.NoSuchOutput _ -> repairs.connect();
            case GraphProblem.Mismatch mismatch -> repairs.adapt(mismatch.found());
            case GraphProblem.TooLarge _ -> {}
        }
        return List.copyOf(repairs.found);
    }

    // ---- nothing connected ---------------------------------------------------------------------------------------

    /** The last output before the layer that it takes; outputs that nobody reads yet come first. */
    private void connect() {
        List<Port> candidates = new ArrayList<>();
        for (Layer before : graph.layers()) {
            if (before.id().equals(layer.id())) {
                break;
            }
            int outputs = shapes.outputs().getOrDefault(before.id(), List.of()).size();
            for (int output = 0; output < outputs; output++) {
                Port port = new Port(before.id(), output);
                if (takes(port)) {
                    candidates.add(port);
                }
            }
        }
        List<Port> unread = candidates.stream().filter(port -> !read(port)).toList();
        Optional<Port> best =
                unread.isEmpty() ? candidates.reversed().stream().findFirst() : Optional.of(unread.getLast());
        best.ifPresent(port -> found.add(new Repair(
                Sentence.of("engine.repair.connect", port, input, layer.id()),
                List.of(new GraphEdit.Connect(layer.id(), input, port)))));
    }

    private boolean read(Port port) {
        return graph.layers().stream().anyMatch(reader -> reader.inputs().contains(port));
    }

    private boolean takes(Port port) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < layer.inputs().size(); i++) {
            TensorSpec spec = shapes.at(i == input ? port : layer.inputs().get(i));
            // Where another input is open too, one value for both tells whether the kinds agree.
            specs.add(spec == null ? shapes.at(port) : spec);
        }
        return accepted(layer.operator(), specs);
    }

    private static boolean accepted(Operator operator, List<TensorSpec> specs) {
        try {
            GraphShapes.infer(operator, specs, specs.getFirst().shape().size(0));
            return true;
        } catch (ShapeMismatch | ArithmeticException refused) {
            return false;
        }
    }

    // ---- wrong shapes --------------------------------------------------------------------------------------------

    private void adapt(List<TensorSpec> specs) {
        Shape arriving = specs.get(input).shape();
        for (List<Operator> chain : chains(layer.operator(), specs, arriving)) {
            insert(specs, chain);
        }
        Operator fitted = Fitting.to(layer.operator(), arriving);
        if (accepted(fitted, specs)) {
            found.add(new Repair(
                    Sentence.of("engine.repair.change", layer.id(), OperatorText.of(fitted)),
                    List.of(new GraphEdit.Change(layer.id(), fitted))));
        }
    }

    /** Chains of adapters worth trying. */
    private List<List<Operator>> chains(Operator operator, List<TensorSpec> specs, Shape arriving) {
        return switch (operator) {
            case Linear linear -> Adapters.toWidth(arriving, linear.inputs());
            case LayerNorm norm -> Adapters.toWidth(arriving, norm.width());
            case SelfAttention attention -> Adapters.toWidth(arriving, 3 * attention.heads() * attention.headSize());
            case RmsNorm norm -> Adapters.toWidth(arriving, norm.width());
            case GroupedQueryAttention attention -> Adapters.toWidth(arriving, attention.packedWidth());
            case RelativeAttention attention ->
                Adapters.toWidth(arriving, 3 * attention.heads() * attention.headSize());
            case CrossAttention attention ->
                Adapters.toWidth(arriving, (input + 1) * attention.heads() * attention.headSize());
            case SwiGlu _ -> Adapters.toShape(arriving, specs.get(1 - input).shape());
            case PositionEmbedding positions -> Adapters.toWidth(arriving, positions.width());
            case ClassToken token -> Adapters.toWidth(arriving, token.width());
            case Convolution convolution -> Adapters.toImage(arriving, convolution.inputs());
            case Conv2d convolution -> Adapters.toImage(arriving, convolution.inputs());
            case BatchNorm2d norm -> Adapters.toImage(arriving, norm.channels());
            case LocalResponseNorm _, MaxPool2d _, Pool2d _, Flatten _, ImageToSequence _ ->
                Adapters.toImage(arriving, arriving.rank() > 1 ? arriving.size(arriving.rank() == 4 ? 1 : -1) : 0);
            case SequenceToImage _ ->
                arriving.rank() == 4 ? List.of(List.<Operator>of(new ImageToSequence())) : List.of();
            case Add _ -> Adapters.toShape(arriving, specs.get(1 - input).shape());
            case CrossEntropyLoss _ -> input == 1 ? List.of() : Adapters.toRows(arriving);
            default -> List.of();
        };
    }

    private void insert(List<TensorSpec> specs, List<Operator> chain) {
        TensorSpec spec = specs.get(input);
        List<NewLayer> added = new ArrayList<>();
        Port from = layer.inputs().get(input);
        for (Operator adapter : chain) {
            if (!accepted(adapter, List.of(spec))) {
                return;
            }
            spec = adapter.infer(List.of(spec), spec.shape().size(0)).getFirst();
            String id = Paths.free(graph, beside(adapter.kind().toLowerCase(Locale.ROOT) + added.size()));
            added.add(new NewLayer(id, adapter, from));
            from = Port.of(id);
        }
        List<TensorSpec> after = new ArrayList<>(specs);
        after.set(input, spec);
        if (accepted(layer.operator(), after)) {
            found.add(new Repair(
                    Sentence.of("engine.repair.insert", OperatorText.of(chain), input, layer.id()),
                    List.of(
                            new GraphEdit.Add(
                                    added, Optional.of(layer.inputs().get(input).layer())),
                            new GraphEdit.Connect(layer.id(), input, from))));
        }
    }

    private String beside(String name) {
        String scope = layer.scope();
        String adapter = layer.name() + "_" + name;
        return scope.isEmpty() ? adapter : scope + "/" + adapter;
    }
}
