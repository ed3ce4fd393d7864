package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.ModelGraph;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a project's graph comes from; the graph itself is derived, weights never enter a project. */
public sealed interface ModelSource {
    /**
     * The model itself.
     *
     * @throws IllegalArgumentException if there is none, with a sentence for the user
     */
    default ModelGraph graph() {
        return Graphs.of(this);
    }

    /** What was drawn from the start on, in order. */
    default List<GraphEdit> edits() {
        return List.of();
    }

    /** Where the drawing started. */
    default ModelSource start() {
        return this;
    }

    /** The same start with these edits. */
    default ModelSource with(List<GraphEdit> edits) {
        return edits.isEmpty() ? start() : new Drawn(start(), edits);
    }

    /** A model of the zoo by name; {@code blank} is an empty one. */
    record Template(String name) implements ModelSource {}

    /**
     * A model read from a file.
     *
     * @param file path as the user gave it; a relative one starts in the project's folder
     * @param sha256 of the file's content when it was imported: another content is another model
     * @param dimensions sizes chosen for the file's symbolic dimensions
     */
    record Imported(String file, String sha256, Map<String, Long> dimensions) implements ModelSource {
        public Imported {
            dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
        }
    }

    /** A model with what was drawn on top of it. */
    record Drawn(ModelSource start, List<GraphEdit> edits) implements ModelSource {
        public Drawn {
            edits = List.copyOf(edits);
            if (start instanceof Drawn || edits.isEmpty()) {
                throw new Refusal(Sentence.of(
                        "engine.draw.start", edits.size(), start.getClass().getSimpleName()));
            }
        }
    }

    /** The source after one more edit; settings of one layer changed twice in a row count once. */
    static ModelSource drawn(ModelSource source, GraphEdit edit) {
        List<GraphEdit> edits = new ArrayList<>(source.edits());
        if (edit instanceof GraphEdit.Change change
                && !edits.isEmpty()
                && edits.getLast() instanceof GraphEdit.Change before
                && before.layer().equals(change.layer())
                && before.operator().inputCount() == change.operator().inputCount()
                && before.operator().getClass() == change.operator().getClass()) {
            edits.removeLast();
        }
        edits.add(edit);
        return source.with(edits);
    }
}
