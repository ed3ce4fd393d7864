package dev.partita.graph;

import dev.partita.operator.Fitting;
import dev.partita.operator.Operator;
import dev.partita.operator.OperatorKind;
import dev.partita.operator.OperatorKinds;
import dev.partita.operator.ShapeMismatch;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What can take an output: what a wire that is being dragged may lead to.
 *
 * @param kinds kinds of new layers, in the palette's order; sized for the output with {@link Fitting}
 * @param inputs inputs of layers that are there, open ones first
 */
public record Compatible(List<OperatorKind> kinds, List<Slot> inputs) {
    /** One input of one layer. */
    public record Slot(String layer, int input, boolean open) {}

    public Compatible {
        kinds = List.copyOf(kinds);
        inputs = List.copyOf(inputs);
    }

    /** What can take this output; nothing where its shape is unknown. */
    public static Compatible with(ModelGraph graph, GraphShapes shapes, Port port) {
        TensorSpec spec = shapes.at(port);
        if (spec == null) {
            return new Compatible(List.of(), List.of());
        }
        List<OperatorKind> kinds = OperatorKinds.all().stream()
                .filter(kind -> kind.defaults().inputCount() > 0 && takesFirst(kind.defaults(), spec))
                .toList();
        return new Compatible(kinds, inputs(graph, shapes, port, spec));
    }

    private static boolean takesFirst(Operator operator, TensorSpec spec) {
        Operator fitted = Fitting.to(operator, spec.shape());
        List<TensorSpec> same = new ArrayList<>(Collections.nCopies(fitted.inputCount(), spec));
        for (int input = 1; input < same.size(); input++) {
            if (!fitted.differentiable(input)) {
                // Targets: one index per row of what arrives.
                same.set(input, TensorSpec.int32(Math.max(1, spec.shape().rows())));
            }
        }
        return accepts(fitted, same);
    }

    private static boolean accepts(Operator operator, List<TensorSpec> specs) {
        try {
            GraphShapes.infer(operator, specs, specs.getFirst().shape().size(0));
            return true;
        } catch (ShapeMismatch | ArithmeticException refused) {
            return false;
        }
    }

    private static List<Slot> inputs(ModelGraph graph, GraphShapes shapes, Port port, TensorSpec spec) {
        Set<String> before = before(graph, port.layer());
        List<Slot> open = new ArrayList<>();
        List<Slot> taken = new ArrayList<>();
        for (Layer layer : graph.layers()) {
            for (int input = 0; input < layer.inputs().size() && !before.contains(layer.id()); input++) {
                Port now = layer.inputs().get(input);
                if (!now.equals(port) && fits(layer, input, shapes, spec)) {
                    (now.open() ? open : taken).add(new Slot(layer.id(), input, now.open()));
                }
            }
        }
        open.addAll(taken);
        return open;
    }

    private static boolean fits(Layer layer, int input, GraphShapes shapes, TensorSpec spec) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < layer.inputs().size(); i++) {
            TensorSpec other = shapes.at(layer.inputs().get(i));
            specs.add(i == input || other == null ? spec : other);
        }
        return accepts(layer.operator(), specs);
    }

    /** The layer and all that it is computed from: leading there would close a cycle. */
    private static Set<String> before(ModelGraph graph, String layer) {
        Set<String> before = new HashSet<>(Set.of(layer));
        for (Layer reader : graph.layers().reversed()) {
            if (before.contains(reader.id())) {
                reader.inputs().forEach(port -> before.add(port.layer()));
            }
        }
        return before;
    }
}
