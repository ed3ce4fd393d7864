package dev.partita.imports;

import dev.partita.graph.ModelGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A family of models as its config.json describes one of them.
 *
 * @param lengths the sizes that may be chosen, with what the file says of each
 */
record ModelConfig(SequencedMap<String, Long> lengths, Maker maker) {
    /** Makes the graph for chosen lengths. */
    @FunctionalInterface
    interface Maker {
        Made make(String name, Map<String, Long> chosen);
    }

    record Made(ModelGraph graph, WeightList weights, List<String> prefixes, Set<String> others) {}

    /** The name under which a text's length is chosen. */
    static final String SEQUENCE = "sequence";

    static ModelConfig of(String length, long usual, Maker maker) {
        SequencedMap<String, Long> lengths = new LinkedHashMap<>();
        lengths.put(length, usual);
        return new ModelConfig(lengths, maker);
    }
}
