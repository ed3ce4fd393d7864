package dev.partita.graph;

import dev.partita.operator.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of a drawing. What it leads to may be incomplete; what it refers to must exist. */
public sealed interface GraphEdit {
    /**
     * Adds layers, one or a pasted set; their inputs may lead to each other.
     *
     * @param after the layer behind which they stand in the list; absent puts them last
     */
    record Add(List<NewLayer> layers, Optional<String> after) implements GraphEdit {
        public Add {
            layers = List.copyOf(layers);
        }
    }

    /** Removes layers; inputs that read from them are open afterwards. */
    record Remove(List<String> layers) implements GraphEdit {
        public Remove {
            layers = List.copyOf(layers);
        }
    }

    /** Connects an input to an output, or to nothing with {@link Port#OPEN}. */
    record Connect(String layer, int input, Port from) implements GraphEdit {}

    /** Gives a layer or a whole scope another path. */
    record Rename(String from, String to) implements GraphEdit {}

    /** Puts layers into a new scope, named by its path, below which they keep their names. */
    record Group(List<String> layers, String scope) implements GraphEdit {
        public Group {
            layers = List.copyOf(layers);
        }
    }

    /** Puts what lies in a scope one level up. */
    record Ungroup(String scope) implements GraphEdit {}

    /** Gives a layer another operator, or other settings of the same. */
    record Change(String layer, Operator operator) implements GraphEdit {}

    /**
     * Makes a chain of {@code count} equal blocks from one whose path ends in a number: each reads what the one before
     * it puts out.
     */
    record Repeat(String scope, int count) implements GraphEdit {}

    /** The drawing after an edit. */
    static ModelGraph apply(ModelGraph graph, GraphEdit edit) {
        GraphDraft draft = new GraphDraft(graph);
        draft.apply(edit);
        return draft.graph();
    }

    /** New paths of layers by their old ones, where an edit changes any. */
    static Map<String, String> names(ModelGraph graph, GraphEdit edit) {
        return new GraphDraft(graph).names(edit);
    }

    /** The drawing after many edits, for the price of one. */
    static ModelGraph apply(ModelGraph graph, List<GraphEdit> edits) {
        GraphDraft draft = new GraphDraft(graph);
        edits.forEach(draft::apply);
        return draft.graph();
    }
}
