package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operator;
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
            Signature signature = new Signature(layer.local(), layer.inputs(), layer.rowParts());
            Lowering lowering = lowerings.computeIfAbsent(
                    signature, key -> key.operator().lower(key.inputs(), microbatches * key.parts()));
            boolean trained = model.layer(id).trained();
            lowered.put(id, new LoweredLayer(layer.layer(), layer.inputs(), layer.outputs(), lowering, trained));
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

    /** A tensor as one device would hold it. */
    TensorSpec whole(Port port) {
        return model.spec(port);
    }

    Layer graphLayer(String id) {
        return Objects.requireNonNull(model.layer(id).layer());
    }
}
