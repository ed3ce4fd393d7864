package dev.partita.graph;

import dev.partita.text.Sentence;
import java.util.List;

/**
 * Edits that mend a problem.
 *
 * @param action what to do, as an imperative without a full stop
 */
public record Repair(Sentence action, List<GraphEdit> edits) {
    public Repair {
        edits = List.copyOf(edits);
    }
}
