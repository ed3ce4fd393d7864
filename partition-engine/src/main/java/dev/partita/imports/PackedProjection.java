package dev.partita.imports;

import dev.partita.operator.Linear;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One projection to queries, keys and values in place of three that read the same. */
final class PackedProjection {
    private PackedProjection() {}

    /** The projection, put where that to the queries was; nothing where the three are not alike or others read them. */
    static @Nullable Flow of(DraftGraph graph, Flow q, Flow k, Flow v, long width) {
        List<LayerDraft> three = List.of(q.layer(), k.layer(), v.layer());
        Flow input = q.layer().inputs.isEmpty() ? null : q.layer().inputs.getFirst();
        if (input == null || !(q.layer().operator instanceof Linear first) || k.layer() == q.layer()) {
            return null;
        }
        for (LayerDraft part : three) {
            boolean alike = part.operator instanceof Linear linear
                    && linear.outputs() == width
                    && linear.bias() == first.bias()
                    && part.inputs.equals(List.of(input))
                    && graph.only(part) != null
                    && part.weights.stream().noneMatch(weight -> weight.parts().isEmpty());
            if (!alike) {
                return null;
            }
        }
        LayerDraft packed = q.layer();
        packed.operator = new Linear(first.inputs(), 3 * width, first.bias(), first.weightInitialization());
        packed.id = path(graph, packed);
        packed.weights = weights(three, packed.id.replace('/', '.'), first.bias() ? 2 : 1);
        List<TensorSpec> inputs = List.of(input.spec());
        packed.outputs = packed.operator.infer(inputs, Translation.SAMPLES);
        return packed.flow();
    }

    /** Beside the modules of the three, where nothing is called so yet. */
    private static String path(DraftGraph graph, LayerDraft first) {
        int slash = first.scope().lastIndexOf('/');
        String wanted = slash < 0 ? first.id + "_kv" : first.scope().substring(0, slash) + "/qkv";
        return graph.layers().stream().anyMatch(layer -> layer.id.equals(wanted)) ? first.id + "_kv" : wanted;
    }

    /** Named after the layer that they are in now; the file has no name for the three together. */
    private static List<Weight> weights(List<LayerDraft> three, String module, int count) {
        List<Weight> together = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<WeightPart> parts = new ArrayList<>();
            for (LayerDraft part : three) {
                parts.addAll(part.weights.get(i).parts());
            }
            String role = i == 0 ? "weight" : "bias";
            together.add(new Weight(module + "." + role, parts));
        }
        return together;
    }
}
