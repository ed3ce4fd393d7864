package dev.partita.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds repeated blocks: sibling scopes next to each other whose layers are equal one by one in name, operator, shapes,
 * connections and use of parameters, wherever the block as a whole is connected.
 *
 * <p>Each scope is described once by a {@link BlockSignature} and looked up by its hash; equal signatures are
 * compared by value, so two scopes in a run are equal, not just probably so. The cost is layers times depth of scopes. Inside a run only
 * the first block is searched for runs of its own: the others are like it.
 */
public final class Blocks {
    private static final int UNKNOWN = -1;

    /** Marks a layer among a scope's children, since a layer may be called as a scope is; no id ends so. */
    private static final String LAYER = "/";

    /** A scope on the way: the layers in it by number, and its child scopes and own layers in order of first appearance. */
    private static final class Scope {
        final String path;
        final List<Integer> layers = new ArrayList<>();
        final Map<String, Scope> children = new LinkedHashMap<>();
        int kind = UNKNOWN;

        Scope(String path) {
            this.path = path;
        }
    }

    private final ModelGraph graph;
    private final BlockSignatures signatures;
    private final Map<BlockSignature, Integer> kinds = new HashMap<>();
    private final List<BlockRun> runs = new ArrayList<>();

    private Blocks(ModelGraph graph) {
        this.graph = graph;
        this.signatures = new BlockSignatures(graph);
    }

    /** All runs of two equal blocks or more, outer ones before those inside them. */
    public static List<BlockRun> of(ModelGraph graph) {
        Blocks blocks = new Blocks(graph);
        blocks.search(blocks.tree());
        return List.copyOf(blocks.runs);
    }

    private Scope tree() {
        Scope root = new Scope("");
        for (int i = 0; i < graph.layers().size(); i++) {
            String id = graph.layers().get(i).id();
            Scope scope = root;
            for (int slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
                scope = scope.children.computeIfAbsent(id.substring(0, slash), Scope::new);
                scope.layers.add(i);
            }
            scope.children.put(id + LAYER, new Scope(id));
        }
        return root;
    }

    private void search(Scope scope) {
        List<Scope> children = List.copyOf(scope.children.values());
        for (int start = 0; start < children.size(); ) {
            int end = start + 1;
            while (end < children.size() && equal(children.get(start), children.get(end))) {
                end++;
            }
            if (end - start > 1) {
                runs.add(new BlockRun(children.subList(start, end).stream()
                        .map(child -> child.path)
                        .toList()));
            }
            search(children.get(start));
            start = end;
        }
    }

    /** Single layers are no blocks. */
    private boolean equal(Scope a, Scope b) {
        return !a.layers.isEmpty() && !b.layers.isEmpty() && kind(a) == kind(b);
    }

    private int kind(Scope scope) {
        if (scope.kind == UNKNOWN) {
            BlockSignature signature = signatures.of(scope.path, scope.layers);
            scope.kind = kinds.computeIfAbsent(signature, any -> kinds.size());
        }
        return scope.kind;
    }
}
