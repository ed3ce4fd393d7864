package dev.partita.graph;

import dev.partita.operator.Input;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model: layers in an order in which every input is defined before it is used, and the parameters they share.
 * Immutable; every way to make one passes the checks of this constructor. A model that is still being drawn may have
 * open inputs, shapes that do not fit and no loss: {@link GraphShapes} locates what is wrong.
 */
public record ModelGraph(String name, List<Layer> layers, List<Parameter> parameters) {
    public ModelGraph {
        layers = List.copyOf(layers);
        parameters = List.copyOf(parameters);
        Map<String, Parameter> byName = new HashMap<>();
        parameters.forEach(parameter -> {
            if (byName.put(parameter.name(), parameter) != null) {
                throw new InvalidGraph(Sentence.of("engine.graph.parameter_twice", parameter.name()));
            }
        });
        Map<String, Layer> defined = new HashMap<>();
        for (Layer layer : layers) {
            checkInputs(layer, defined);
            checkParameters(layer, byName);
            if (defined.put(layer.id(), layer) != null) {
                throw new InvalidGraph(Sentence.of("engine.graph.layer_twice", layer.id()));
            }
        }
    }

    /** The layer with this id. */
    public Layer layer(String id) {
        return layers.stream()
                .filter(layer -> layer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidGraph(Sentence.of("engine.graph.no_layer", id)));
    }

    /** All trained elements, shared parameters once. */
    public long parameterCount() {
        return parameters.stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .reduce(0, Math::addExact);
    }

    /** The model's inputs in order. */
    public List<Layer> inputs() {
        return layers.stream()
                .filter(layer -> layer.operator() instanceof Input)
                .toList();
    }

    /**
     * The outputs of every layer for a microbatch of {@code samples}, in layer order.
     *
     * @throws InvalidGraph if some layer has no input or cannot take it; the message names the layer and both shapes.
     *     {@link GraphShapes} says what is known all the same
     */
    public Map<String, List<TensorSpec>> shapes(long samples) {
        GraphShapes shapes = GraphShapes.of(this, samples);
        if (!shapes.problems().isEmpty()) {
            throw new InvalidGraph(shapes.problems().getFirst().message());
        }
        return shapes.outputs();
    }

    private static void checkInputs(Layer layer, Map<String, Layer> defined) {
        if (layer.inputs().size() != layer.operator().inputCount()) {
            throw new InvalidGraph(Sentence.of(
                    "engine.graph.inputs",
                    layer.id(),
                    layer.operator().kind(),
                    layer.operator().inputCount(),
                    layer.inputs().size()));
        }
        for (Port port : layer.inputs()) {
            if (!port.open() && !defined.containsKey(port.layer())) {
                throw new InvalidGraph(Sentence.of("engine.graph.order", layer.id(), port));
            }
        }
    }

    private static void checkParameters(Layer layer, Map<String, Parameter> byName) {
        List<ParameterSpec> wanted = layer.operator().parameters();
        if (wanted.size() != layer.parameters().size()) {
            throw new InvalidGraph(
                    Sentence.of("engine.graph.parameters", layer.id(), wanted.size(), layer.parameters()));
        }
        for (int i = 0; i < wanted.size(); i++) {
            Parameter found = byName.get(layer.parameters().get(i));
            if (found == null) {
                throw new InvalidGraph(Sentence.of(
                        "engine.graph.no_parameter",
                        layer.id(),
                        wanted.get(i).role(),
                        wanted.get(i).shape(),
                        layer.parameters().get(i)));
            }
            if (!found.shape().equals(wanted.get(i).shape())) {
                throw new InvalidGraph(Sentence.of(
                        "engine.graph.parameter_shape",
                        layer.id(),
                        wanted.get(i).role(),
                        wanted.get(i).shape(),
                        found.shape()));
            }
        }
    }
}
