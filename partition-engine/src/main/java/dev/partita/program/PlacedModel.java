package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operator;
import dev.partita.plan.FrozenLayers;
import dev.partita.program.LoweredModel.LoweredLayer;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model's layers on their meshes, each as the kernels of one rank. */
final class PlacedModel {
    private record Signature(Operator operator, List<TensorSpec> inputs, long parts) {}

    private final LoweredModel model;
    private final Map<String, DividedLayer> divided;
    private final Map<String, LoweredLayer> lowered = new HashMap<>();

    PlacedModel(LoweredModel model, Map<String, DividedLayer> divided, int microbatches) {
        this.model = model;
        this.divided = divided;
        Map<Signature, Lowering> lowerings = new HashMap<>();
        divided.forEach((id, layer) -> {
            LoweredLayer whole = model.layer(id);
            List<TensorSpec> inputs = MixedPrecision.typed(layer.inputs(), whole.inputs());
            List<TensorSpec> outputs = MixedPrecision.typed(layer.outputs(), whole.outputs());
            Signature signature = new Signature(layer.local(), inputs, layer.rowParts());
            Lowering lowering = lowerings.computeIfAbsent(
                    signature, key -> model.precision.lower(key.operator(), inputs, microbatches * key.parts()));
            Lowering wanted = model.trainable(layer.layer(), lowering);
            lowered.put(id, new LoweredLayer(layer.layer(), inputs, outputs, wanted, whole.trained()));
        });
    }

    /** What one rank computes of a layer. */
    LoweredLayer layer(String id) {
        LoweredLayer part = lowered.get(id);
        return part == null ? model.layer(id) : part;
    }

    /** How a layer lies on its mesh; on one device it is whole. */
    DividedLayer divided(String id, Mesh mesh) {
        DividedLayer found = divided.get(id);
        if (found != null) {
            return found;
        }
        LoweredLayer whole = model.layer(id);
        return DividedLayer.whole(whole.layer(), mesh.devices().getFirst(), whole.inputs(), whole.outputs());
    }

    boolean wantsGradient(Layer layer, int input) {
        return model.wantsGradient(layer, input);
    }

    FrozenLayers frozen() {
        return model.frozen;
    }

    /** A tensor as one device would hold it. */
    TensorSpec whole(Port port) {
        return model.spec(port);
    }

    Layer graphLayer(String id) {
        return Objects.requireNonNull(model.layer(id).layer());
    }
}
