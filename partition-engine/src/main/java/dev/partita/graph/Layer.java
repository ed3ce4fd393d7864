package dev.partita.graph;

import dev.partita.operator.Operator;
import dev.partita.text.Sentence;
import java.util.List;

/**
 * One operator in the model.
 *
 * @param id path of scopes and name, such as {@code decoder/12/attention/qkv}; unique in the graph
 * @param parameters names in {@link ModelGraph#parameters()}, in the operator's order; a shared one appears in several
 *     layers
 */
public record Layer(String id, Operator operator, List<Port> inputs, List<String> parameters) {
    public Layer {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        if (id.isBlank() || id.startsWith("/") || id.endsWith("/")) {
            throw new InvalidGraph(Sentence.of("engine.graph.layer_id", id));
        }
    }

    /** The path of scopes this layer lies in; empty at the top. */
    public String scope() {
        int slash = id.lastIndexOf('/');
        return slash < 0 ? "" : id.substring(0, slash);
    }

    /** What the i-th of its operator's states is called in files. */
    public String state(int index) {
        return id.replace('/', '.') + "." + operator.states().get(index).role();
    }

    /** The last part of the id. */
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
