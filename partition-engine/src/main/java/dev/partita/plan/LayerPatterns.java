package dev.partita.plan;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.Input;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names a set of layers by few patterns: whole scopes where all their layers are in it, and ranges of numbers. */
public final class LayerPatterns {
    private LayerPatterns() {}

    /** Patterns in graph order that together match exactly these layers; inputs, which no device owns, do not count. */
    public static List<String> of(ModelGraph graph, Collection<String> layers) {
        Set<String> wanted = new HashSet<>(layers);
        Map<String, Integer> missing = new HashMap<>();
        for (Layer layer : graph.layers()) {
            boolean unwanted = !(layer.operator() instanceof Input) && !wanted.contains(layer.id());
            for (String scope = layer.id(); !scope.isEmpty(); scope = parent(scope)) {
                missing.merge(scope, unwanted ? 1 : 0, Integer::sum);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : graph.layers()) {
            if (wanted.contains(layer.id()) && !(layer.operator() instanceof Input)) {
                names.add(widest(layer.id(), missing));
            }
        }
        return NumberRanges.folded(List.copyOf(names));
    }

    /** The outermost scope of a layer in which no layer is missing. */
    private static String widest(String id, Map<String, Integer> missing) {
        String widest = id;
        for (String scope = id; !scope.isEmpty(); scope = parent(scope)) {
            if (missing.getOrDefault(scope, 0) == 0) {
                widest = scope;
            }
        }
        return widest;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
