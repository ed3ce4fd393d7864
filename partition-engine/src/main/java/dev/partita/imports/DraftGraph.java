package dev.partita.imports;

import dev.partita.operator.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Layers that patterns rewrite: who reads whom, kept up to date. */
final class DraftGraph {
    final List<Flow> results;
    private List<LayerDraft> layers;
    private final Map<LayerDraft, List<LayerDraft>> readers = new IdentityHashMap<>();

    DraftGraph(List<LayerDraft> layers, List<Flow> results) {
        this.layers = new ArrayList<>(layers);
        this.results = new ArrayList<>(results);
        for (LayerDraft layer : layers) {
            layer.inputs.forEach(flow -> readers(flow.layer()).add(layer));
        }
    }

    List<LayerDraft> layers() {
        return layers;
    }

    List<LayerDraft> readers(LayerDraft layer) {
        return readers.computeIfAbsent(layer, key -> new ArrayList<>());
    }

    /** The one layer that reads another; null where there are more, none, or it is a result. */
    @Nullable
    LayerDraft only(@Nullable LayerDraft layer) {
        if (layer == null || result(layer)) {
            return null;
        }
        List<LayerDraft> found = readers(layer);
        boolean one = !found.isEmpty() && found.stream().allMatch(reader -> reader == found.getFirst());
        return one ? found.getFirst() : null;
    }

    private boolean result(LayerDraft layer) {
        return results.stream().anyMatch(flow -> flow.layer() == layer);
    }

    /** Gives a layer other inputs. */
    void connect(LayerDraft layer, List<Flow> inputs) {
        layer.inputs.forEach(flow -> readers(flow.layer()).remove(layer));
        layer.inputs = new ArrayList<>(inputs);
        inputs.forEach(flow -> readers(flow.layer()).add(layer));
    }

    /** All who read one flow read another from now on. */
    void redirect(Flow from, Flow to) {
        for (LayerDraft reader : List.copyOf(readers(from.layer()))) {
            connect(
                    reader,
                    reader.inputs.stream()
                            .map(flow -> flow.equals(from) ? to : flow)
                            .toList());
        }
        results.replaceAll(flow -> flow.equals(from) ? to : flow);
    }

    /** Drops what leads to no result; the model's inputs stay. */
    void prune() {
        Set<LayerDraft> wanted = new HashSet<>();
        results.forEach(flow -> wanted.add(flow.layer()));
        for (LayerDraft layer : layers.reversed()) {
            if (wanted.contains(layer)) {
                layer.inputs.forEach(flow -> wanted.add(flow.layer()));
            }
        }
        List<LayerDraft> kept = new ArrayList<>();
        for (LayerDraft layer : layers) {
            if (wanted.contains(layer) || layer.operator instanceof Input) {
                kept.add(layer);
            } else {
                layer.inputs.forEach(flow -> readers(flow.layer()).remove(layer));
            }
        }
        layers = kept;
    }
}
