package dev.partita.graph;

import dev.partita.graph.BlockSignature.LayerSignature;
import dev.partita.graph.BlockSignature.ParameterUse;
import dev.partita.graph.BlockSignature.Source;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Describes scopes of one graph; what lies outside a scope is told by counting readers inside against all readers. */
final class BlockSignatures {
    private final ModelGraph graph;
    private final Map<String, List<TensorSpec>> shapes;
    private final Uses everywhere;

    /** How often values are read and parameters used by some layers. */
    private static final class Uses {
        final Map<Port, Integer> reads = new HashMap<>();
        final Map<String, Integer> parameters = new HashMap<>();

        Uses(List<Layer> layers) {
            for (Layer layer : layers) {
                layer.inputs().forEach(port -> reads.merge(port, 1, Integer::sum));
                layer.parameters().forEach(parameter -> parameters.merge(parameter, 1, Integer::sum));
            }
        }

        int of(Port port) {
            return reads.getOrDefault(port, 0);
        }

        int of(String parameter) {
            return parameters.getOrDefault(parameter, 0);
        }
    }

    /** One scope being described: what was numbered in it so far. */
    private final class Description {
        final String path;
        final List<Layer> layers;
        final Uses inside;
        final Map<String, Integer> positions = new HashMap<>();
        final Map<Port, Integer> entries = new HashMap<>();
        final Map<String, Integer> parameters = new HashMap<>();

        Description(String path, List<Layer> layers) {
            this.path = path;
            this.layers = layers;
            this.inside = new Uses(layers);
            layers.forEach(layer -> positions.put(layer.id(), positions.size()));
        }

        BlockSignature signature() {
            List<Source> exits = new ArrayList<>();
            for (Layer layer : layers) {
                for (int output = 0; output < outputs(layer).size(); output++) {
                    Port port = new Port(layer.id(), output);
                    if (everywhere.of(port) == 0 || everywhere.of(port) > inside.of(port)) {
                        exits.add(source(port));
                    }
                }
            }
            return new BlockSignature(layers.stream().map(this::layer).toList(), exits);
        }

        private LayerSignature layer(Layer layer) {
            return new LayerSignature(
                    layer.id().substring(path.length()),
                    layer.operator(),
                    layer.inputs().stream().map(this::source).toList(),
                    layer.parameters().stream().map(this::use).toList(),
                    outputs(layer));
        }

        private Source source(Port port) {
            if (port.open()) {
                return new Source.Open();
            }
            Integer position = positions.get(port.layer());
            return position == null
                    ? new Source.Outside(number(port, entries))
                    : new Source.Inside(position, port.output());
        }

        private ParameterUse use(String parameter) {
            boolean shared = everywhere.of(parameter) > inside.of(parameter);
            return new ParameterUse(number(parameter, parameters), shared);
        }
    }

    BlockSignatures(ModelGraph graph) {
        this.graph = graph;
        this.shapes = GraphShapes.of(graph, 1).outputs();
        this.everywhere = new Uses(graph.layers());
    }

    /** The signature of the scope at a path that holds these layers of the graph. */
    BlockSignature of(String path, List<Integer> layerNumbers) {
        List<Layer> layers =
                layerNumbers.stream().map(number -> graph.layers().get(number)).toList();
        return new Description(path, layers).signature();
    }

    private List<TensorSpec> outputs(Layer layer) {
        return shapes.getOrDefault(layer.id(), List.of());
    }

    private static <T> int number(T value, Map<T, Integer> numbers) {
        int next = numbers.size();
        Integer known = numbers.putIfAbsent(value, next);
        return known == null ? next : known;
    }
}
