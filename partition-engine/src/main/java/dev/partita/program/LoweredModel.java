package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Input;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.operator.Operator;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.Precision;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model as kernels for one size and number of microbatches: all that does not depend on where its layers are. Layers
 * of equal operators and inputs share one lowering and its very kernels, so that equal blocks are lowered once.
 */
final class LoweredModel {
    /**
     * One layer with what goes in and out of it.
     *
     * @param lowering empty for an input, which a stage loads
     * @param trained true if a gradient reaches it: it or some layer before it has parameters to train
     */
    record LoweredLayer(
            Layer layer, List<TensorSpec> inputs, List<TensorSpec> outputs, Lowering lowering, boolean trained) {
        /** The operand whose value this one is unchanged, or null. */
        @Nullable
        Operand alias(Operand operand) {
            return lowering.aliases().isEmpty() ? null : lowering.aliases().get(operand);
        }
    }

    private record Signature(Operator operator, List<TensorSpec> inputs) {}

    private static final Lowering NOTHING = Lowering.of(List.of(), List.of(), List.of());

    private final Map<String, LoweredLayer> layers;
    private final Map<Signature, Lowering> lowerings = new HashMap<>();
    final MixedPrecision precision;
    final FrozenLayers frozen;

    /** @throws dev.partita.graph.InvalidGraph if some layer cannot take its inputs */
    LoweredModel(ModelGraph graph, long microbatch, int microbatches, Precision precision, FrozenLayers frozen) {
        this.frozen = frozen;
        this.precision = new MixedPrecision(graph, precision);
        this.layers = HashMap.newHashMap(graph.layers().size());
        Map<String, List<TensorSpec>> shapes = graph.shapes(microbatch);
        for (Layer layer : graph.layers()) {
            List<TensorSpec> inputs = layer.inputs().stream().map(this::spec).toList();
            List<TensorSpec> outputs = this.precision.outputs(layer, Objects.requireNonNull(shapes.get(layer.id())));
            layers.put(
                    layer.id(),
                    new LoweredLayer(
                            layer,
                            inputs,
                            outputs,
                            trainable(layer, lowering(layer, inputs, microbatches)),
                            trained(layer)));
        }
    }

    private Lowering lowering(Layer layer, List<TensorSpec> inputs, int microbatches) {
        return layer.operator() instanceof Input
                ? NOTHING
                : lowerings.computeIfAbsent(
                        new Signature(layer.operator(), inputs),
                        signature -> precision.lower(signature.operator(), inputs, microbatches));
    }

    /** A layer's kernels without those whose gradients nobody wants. */
    Lowering trainable(Layer layer, Lowering lowering) {
        return frozen.contains(layer) ? lowering.withoutWeightGradient() : lowering;
    }

    private boolean trained(Layer layer) {
        boolean reached = !layer.parameters().isEmpty() && !frozen.contains(layer);
        for (int i = 0; i < layer.inputs().size(); i++) {
            reached |= wantsGradient(layer, i);
        }
        return reached;
    }

    /** Whether an input of a layer has a gradient and something before it to train with it. */
    boolean wantsGradient(Layer layer, int input) {
        return layer.operator().differentiable(input)
                && layer(layer.inputs().get(input).layer()).trained();
    }

    LoweredLayer layer(String id) {
        return Objects.requireNonNull(layers.get(id), id);
    }

    TensorSpec spec(Port port) {
        return layer(port.layer()).outputs().get(port.output());
    }
}
