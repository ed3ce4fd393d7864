package dev.partita.checks;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Input;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pipeline would send at every place where a graph can be cut: cut i lies before the i-th layer that is not an
 * input, and the tensors that cross it are those made before it and read after it.
 */
final class Cuts {
    private final List<String> layers;
    private final long[] bytes;
    private final int[] tensors;

    /** @param samples of a microbatch */
    Cuts(ModelGraph graph, long samples) {
        List<Layer> computing = graph.layers().stream()
                .filter(layer -> !(layer.operator() instanceof Input))
                .toList();
        layers = computing.stream().map(Layer::id).toList();
        bytes = new long[layers.size() + 1];
        tensors = new int[layers.size() + 1];
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            positions.put(layers.get(i), i);
        }
        Map<String, List<TensorSpec>> shapes = graph.shapes(samples);
        Set<Port> seen = new HashSet<>();
        for (Layer reader : computing.reversed()) {
            int last = positions.getOrDefault(reader.id(), 0);
            for (Port port : reader.inputs()) {
                Integer made = positions.get(port.layer());
                if (made != null && seen.add(port)) {
                    cross(
                            made,
                            last,
                            shapes.getOrDefault(port.layer(), List.of()).get(port.output()));
                }
            }
        }
    }

    /** Readers are visited last first, so the first visit of a tensor knows how far it reaches. */
    private void cross(int made, int lastReader, TensorSpec tensor) {
        for (int cut = made + 1; cut <= lastReader; cut++) {
            bytes[cut] += tensor.bytes();
            tensors[cut]++;
        }
    }

    /** The layers that are not inputs, in graph order. */
    List<String> layers() {
        return layers;
    }

    /** Bytes of a microbatch's tensors that cross a cut, in one direction. */
    long bytes(int cut) {
        return bytes[cut];
    }

    /** True where a single tensor crosses: between blocks, not within a residual branch. */
    boolean clean(int cut) {
        return tensors[cut] == 1;
    }
}
