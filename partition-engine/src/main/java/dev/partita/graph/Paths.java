package dev.partita.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Paths of layers and scopes, such as {@code decoder/12/mlp/up}. */
public final class Paths {
    private Paths() {}

    /** The path without its last part; empty at the top. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last part of a path. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether a path is a scope or lies in it. */
    public static boolean inside(String path, String scope) {
        return path.equals(scope) || path.startsWith(scope + "/");
    }

    /** The innermost scope that all of these layers lie in; empty where that is the top. */
    static String commonScope(Collection<String> layers) {
        String common = parent(layers.iterator().next());
        for (String layer : layers) {
            while (!common.isEmpty() && !layer.startsWith(common + "/")) {
                common = parent(common);
            }
        }
        return common;
    }

    /** The wanted path, or one that ends in the smallest number that is free. */
    public static String free(ModelGraph graph, String wanted) {
        Set<String> taken = new HashSet<>();
        for (Layer layer : graph.layers()) {
            for (String path = layer.id(); !path.isEmpty(); path = parent(path)) {
                taken.add(path);
            }
        }
        String path = wanted;
        for (int n = 2; taken.contains(path); n++) {
            path = wanted + "_" + n;
        }
        return path;
    }
}
