package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.ModelGraph;
import dev.partita.template.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graphs of sources. A graph follows from its source alone, so the last few are kept: one more edit of a drawing
 * then costs one edit, not all of them again.
 */
final class Graphs {
    private static final int KEPT = 8;

    private static final Map<ModelSource, ModelGraph> CACHE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelSource, ModelGraph> eldest) {
            return size() > KEPT;
        }
    };

    private Graphs() {}

    static ModelGraph of(ModelSource source) {
        synchronized (CACHE) {
            ModelGraph known = CACHE.get(source);
            if (known == null) {
                known = made(source);
                CACHE.put(source, known);
            }
            return known;
        }
    }

    private static ModelGraph made(ModelSource source) {
        return switch (source) {
            case ModelSource.Template template ->
                Templates.named(template.name()).graph();
            case ModelSource.Imported imported -> ImportedGraphs.of(imported);
            case ModelSource.Drawn drawn -> drawn(drawn);
        };
    }

    private static ModelGraph drawn(ModelSource.Drawn drawn) {
        List<GraphEdit> edits = drawn.edits();
        ModelGraph before = CACHE.get(drawn.start().with(edits.subList(0, edits.size() - 1)));
        return before != null ? GraphEdit.apply(before, edits.getLast()) : GraphEdit.apply(of(drawn.start()), edits);
    }
}
