package dev.partita.graph;

import dev.partita.operator.Operator;
import dev.partita.operator.ParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph down in the order of its computation. A layer's own parameters are called after it:
 * {@code decoder/0/mlp/up} with role {@code weight} becomes {@code decoder.0.mlp.up.weight}.
 */
public final class GraphBuilder {
    private final String name;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    public GraphBuilder(String name) {
        this.name = name;
    }

    /** Adds a layer with parameters of its own and returns its first output. */
    public Port add(String id, Operator operator, Port... inputs) {
        return addShared(id, operator, Map.of(), inputs);
    }

    /** Adds a layer; {@code shared} maps parameter roles to names of parameters that exist already. */
    public Port addShared(String id, Operator operator, Map<String, String> shared, Port... inputs) {
        List<String> names = new ArrayList<>();
        for (ParameterSpec spec : operator.parameters()) {
            String own = id.replace('/', '.') + "." + spec.role();
            String parameter = shared.getOrDefault(spec.role(), own);
            parameters.putIfAbsent(parameter, new Parameter(parameter, spec.shape(), spec.initialization()));
            names.add(parameter);
        }
        layers.add(new Layer(id, operator, List.of(inputs), names));
        return Port.of(id);
    }

    public ModelGraph build() {
        return new ModelGraph(name, layers, List.copyOf(parameters.values()));
    }
}
