package dev.partita.imports;

import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an import tells, while it goes on. */
final class ReportDraft {
    private static final int EXAMPLES = 3;

    final Map<String, Map<String, Integer>> became = new TreeMap<>();
    final Map<String, Integer> patterns = new LinkedHashMap<>();
    final Map<String, List<String>> opaqueLayers = new TreeMap<>();
    final Map<String, Integer> opaqueCounts = new TreeMap<>();
    final List<Sentence> notes = new ArrayList<>();
    int folded;

    void became(String operator, String kind) {
        became.computeIfAbsent(operator, key -> new TreeMap<>()).merge(kind, 1, Integer::sum);
    }

    /** A note that is said once however often it holds. */
    void once(Sentence note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    void pattern(String kind) {
        patterns.merge(kind, 1, Integer::sum);
    }

    void opaque(String operator, String layer) {
        opaqueCounts.merge(operator, 1, Integer::sum);
        List<String> examples = opaqueLayers.computeIfAbsent(operator, key -> new ArrayList<>());
        if (examples.size() < EXAMPLES) {
            examples.add(layer);
        }
    }
}
