package dev.partita.plan;

import dev.partita.graph.InvalidGraph;
import dev.partita.graph.ModelGraph;
import dev.partita.text.Sentence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Graphs that were read from files. The engine opens no files, so whoever opens a project reads its file and leaves the
 * graph here, under the hash of the content and the chosen dimensions: all that the graph depends on.
 */
public final class ImportedGraphs {
    private record Key(String sha256, Map<String, Long> dimensions) {}

    private static final Map<Key, ModelGraph> KNOWN = new ConcurrentHashMap<>();

    private ImportedGraphs() {}

    public static boolean known(ModelSource.Imported source) {
        return KNOWN.containsKey(key(source));
    }

    public static void put(ModelSource.Imported source, ModelGraph graph) {
        KNOWN.put(key(source), graph);
    }

    static ModelGraph of(ModelSource.Imported source) {
        ModelGraph found = KNOWN.get(key(source));
        if (found == null) {
            throw new InvalidGraph(Sentence.of("engine.import.missing", source.file()));
        }
        return found;
    }

    private static Key key(ModelSource.Imported source) {
        return new Key(source.sha256(), source.dimensions());
    }
}
