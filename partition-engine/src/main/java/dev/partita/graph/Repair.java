package dev.partita.graph;

import java.util.List;

/**
 * Edits that mend a problem.
 *
 * @param action what to do, as an imperative without a full stop
 */
public record Repair(String action, List<GraphEdit> edits) {
    public Repair {
        edits = List.copyOf(edits);
    }
}
