package dev.partita.imports;

import dev.partita.graph.ModelGraph;
import java.util.OptionalLong;

/**
 * What an import leads to.
 *
 * @param weights where the parameters' first values come from
 * @param samples the microbatch that was chosen for the sample axis, or that the file fixes
 */
public record ImportedModel(ModelGraph graph, ImportReport report, OptionalLong samples, ImportedWeights weights) {}
