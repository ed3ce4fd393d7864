package dev.partita.imports;

import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Elementwise;
import dev.partita.operator.Initialization;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.Operator;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.Reduce;
import dev.partita.operator.Reshape;
import dev.partita.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises the field's layers in what exporters take apart. The original names stay with what is left. */
final class Patterns {
    private final DraftGraph graph;
    private final ReportDraft report;

    Patterns(DraftGraph graph, ReportDraft report) {
        this.graph = graph;
        this.report = report;
    }

    void rewrite() {
        graph.prune();
        for (LayerDraft layer : List.copyOf(graph.layers())) {
            if (layer.operator instanceof Linear linear && !linear.bias()) {
                bias(layer, linear);
            } else if (layer.operator instanceof Elementwise function) {
                elementwise(layer, function);
            }
        }
        graph.prune();
        for (LayerDraft layer : List.copyOf(graph.layers())) {
            new AttentionPattern(graph, report).rewrite(layer);
        }
        graph.prune();
        for (LayerDraft layer : List.copyOf(graph.layers())) {
            if (layer.operator instanceof Reshape
                    && layer.inputs.getFirst().spec().equals(layer.outputs.getFirst())) {
                graph.redirect(layer.flow(), layer.inputs.getFirst());
            } else if (is(layer, "Tanh", 1)) {
                layer.operator = new Activation(Function.TANH);
            }
        }
        graph.prune();
    }

    private void elementwise(LayerDraft layer, Elementwise function) {
        switch (function.function()) {
            case "Tanh" -> tanhGelu(layer);
            case "Erf" -> erfGelu(layer);
            case "Sigmoid" -> silu(layer);
            case "Div" -> layerNorm(layer);
            case "Add" -> positions(layer, function);
            default -> {}
        }
    }

    private static boolean is(@Nullable LayerDraft layer, String function, int flows) {
        return layer != null
                && layer.operator instanceof Elementwise found
                && found.function().equals(function)
                && layer.inputs.size() == flows;
    }

    /** The other of two inputs. */
    private static @Nullable Flow other(LayerDraft layer, LayerDraft one) {
        if (layer.inputs.size() != 2) {
            return null;
        }
        return layer.inputs.get(0).layer() == one ? layer.inputs.get(1) : layer.inputs.get(0);
    }

    private void become(LayerDraft layer, Operator operator, Flow input, List<Weight> weights) {
        layer.operator = operator;
        layer.weights = weights;
        graph.connect(layer, List.of(input));
        report.pattern(operator.kind());
    }

    /** A product and a vector added to it. */
    private void bias(LayerDraft layer, Linear linear) {
        LayerDraft add = graph.only(layer);
        if (is(add, "Add", 1)
                && add != null
                && add.operator instanceof Elementwise function
                && function.weights().equals(List.of(Shape.of(linear.outputs())))) {
            layer.operator = new Linear(linear.inputs(), linear.outputs(), true, linear.weightInitialization());
            layer.weights = List.of(layer.weights.getFirst(), add.weights.getFirst());
            graph.redirect(add.flow(), layer.flow());
            report.pattern("Linear");
        }
    }

    /** A learned vector per position, added. */
    private void positions(LayerDraft layer, Elementwise function) {
        Shape stream = layer.outputs.getFirst().shape();
        if (layer.inputs.size() != 1 || function.weights().size() != 1 || stream.rank() != 3) {
            return;
        }
        Shape weight = function.weights().getFirst();
        Shape wanted = Shape.of(stream.size(1), stream.size(2));
        boolean fits = weight.equals(wanted) || weight.equals(Shape.of(1, stream.size(1), stream.size(2)));
        if (fits && layer.inputs.getFirst().spec().shape().equals(stream)) {
            Operator operator = new PositionEmbedding(stream.size(1), stream.size(2), new Initialization.Normal(0.02));
            become(layer, operator, layer.inputs.getFirst(), layer.weights);
        }
    }

    // ---- activations ---------------------------------------------------------------------------------------------

    /** x * 0.5 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 * x^3))). */
    private void tanhGelu(LayerDraft tanh) {
        LayerDraft scaled = tanh.inputs.getFirst().layer();
        LayerDraft sum = is(scaled, "Mul", 1) ? scaled.inputs.getFirst().layer() : null;
        if (sum == null || sum.inputs.size() != 2) {
            return;
        }
        for (Flow x : sum.inputs) {
            Flow rest = sum.inputs.get(0).equals(x) ? sum.inputs.get(1) : sum.inputs.get(0);
            LayerDraft cube =
                    is(rest.layer(), "Mul", 1) ? rest.layer().inputs.getFirst().layer() : null;
            if (cube != null && cubed(cube, x)) {
                gated(tanh, x, new Activation(Function.GELU_TANH));
            }
        }
    }

    private static boolean cubed(LayerDraft cube, Flow x) {
        if (is(cube, "Pow", 1)) {
            return cube.inputs.getFirst().equals(x);
        }
        return is(cube, "Mul", 2)
                && cube.inputs.contains(x)
                && cube.inputs.stream()
                        .anyMatch(flow -> is(flow.layer(), "Mul", 2)
                                && flow.layer().inputs.stream().allMatch(x::equals));
    }

    /** x * 0.5 * (1 + erf(x / sqrt(2))). */
    private void erfGelu(LayerDraft erf) {
        LayerDraft scaled = erf.inputs.getFirst().layer();
        if (is(scaled, "Div", 1) || is(scaled, "Mul", 1)) {
            gated(erf, scaled.inputs.getFirst(), new Activation(Function.GELU));
        }
    }

    /** From a bent x: plus 1, times x, times a half, in any order. */
    private void gated(LayerDraft bent, Flow x, Operator operator) {
        LayerDraft plus = graph.only(bent);
        LayerDraft first = is(plus, "Add", 1) ? graph.only(plus) : null;
        if (plus == null || first == null) {
            return;
        }
        if (is(first, "Mul", 1)) {
            LayerDraft second = graph.only(first);
            if (is(second, "Mul", 2) && second != null && x.equals(other(second, first))) {
                become(second, operator, x, List.of());
            }
        } else if (is(first, "Mul", 2)) {
            Flow gate = other(first, plus);
            LayerDraft half = graph.only(first);
            if (x.equals(gate) && is(half, "Mul", 1) && half != null) {
                become(half, operator, x, List.of());
            } else if (gate != null
                    && is(gate.layer(), "Mul", 1)
                    && gate.layer().inputs.getFirst().equals(x)) {
                become(first, operator, x, List.of());
            }
        }
    }

    private void silu(LayerDraft sigmoid) {
        LayerDraft product = graph.only(sigmoid);
        Flow x = sigmoid.inputs.getFirst();
        if (is(product, "Mul", 2) && product != null && x.equals(other(product, sigmoid))) {
            become(product, new Elementwise("Silu", 1, Shape.SCALAR, List.of(), 10), x, List.of());
        }
    }

    // ---- normalization -------------------------------------------------------------------------------------------

    /** (x - mean) / sqrt(mean((x - mean)^2) + epsilon) * weight + bias. */
    private void layerNorm(LayerDraft quotient) {
        if (quotient.inputs.size() != 2) {
            return;
        }
        Flow centred = quotient.inputs.get(0);
        LayerDraft root = quotient.inputs.get(1).layer();
        LayerDraft plus = is(root, "Sqrt", 1) ? root.inputs.getFirst().layer() : null;
        LayerDraft variance =
                is(plus, "Add", 1) && plus != null ? plus.inputs.getFirst().layer() : null;
        if (variance == null || !mean(variance) || !is(centred.layer(), "Sub", 2)) {
            return;
        }
        LayerDraft square = variance.inputs.getFirst().layer();
        boolean squared = (is(square, "Pow", 1) || is(square, "Mul", 2))
                && square.inputs.stream().allMatch(centred::equals);
        Flow x = centred.layer().inputs.get(0);
        LayerDraft mean = centred.layer().inputs.get(1).layer();
        LayerDraft scale = graph.only(quotient);
        LayerDraft shift = is(scale, "Mul", 1) ? graph.only(scale) : null;
        long width = x.spec().shape().size(-1);
        if (squared
                && mean(mean)
                && mean.inputs.getFirst().equals(x)
                && vector(scale, width)
                && vector(shift, width)
                && is(shift, "Add", 1)
                && scale != null
                && shift != null) {
            become(shift, new LayerNorm(width, 1e-5), x, List.of(scale.weights.getFirst(), shift.weights.getFirst()));
        }
    }

    private static boolean mean(LayerDraft layer) {
        return layer.operator instanceof Reduce reduce
                && reduce.function().equals("ReduceMean")
                && reduce.axes()
                        .equals(List.of(layer.inputs.getFirst().spec().shape().rank() - 1));
    }

    private static boolean vector(@Nullable LayerDraft layer, long width) {
        return layer != null
                && layer.operator instanceof Elementwise function
                && function.weights().equals(List.of(Shape.of(width)));
    }
}
