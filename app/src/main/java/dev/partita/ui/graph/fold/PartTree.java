package dev.partita.ui.graph.fold;

import dev.partita.graph.BlockRun;
import dev.partita.graph.Blocks;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as nested parts. Scopes with a single part are that part; equal blocks next to each other are a run; a level
 * with too many parts to look at is put together in groups, so that a model without scopes opens folded too.
 */
public final class PartTree {
    /** More than this on one level is no picture. */
    private static final int MOST_PARTS = 150;

    /** A scope on the way; a null layer says that it is one. */
    private static final class Node {
        final String path;
        final List<String> layers = new ArrayList<>();
        final Map<String, Node> children = new LinkedHashMap<>();
        Optional<Layer> layer = Optional.empty();

        Node(String path) {
            this.path = path;
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private final ModelGraph graph;
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, Part> byId = new HashMap<>();
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Map<String, String> enclosing = new HashMap<>();
    private final Part.Scope root;

    private PartTree(ModelGraph graph) {
        this.graph = graph;
        for (BlockRun run : Blocks.of(graph)) {
            runs.put(run.scopes().getFirst(), run.count());
        }
        graph.layers().forEach(layer -> layers.put(layer.id(), layer));
        root = new Part.Scope("", graph.name(), parts(nodes(), ""), List.copyOf(layers.keySet()));
        index(root);
    }

    public static PartTree of(ModelGraph graph) {
        return new PartTree(graph);
    }

    public ModelGraph graph() {
        return graph;
    }

    /** The whole model. */
    public Part.Scope root() {
        return root;
    }

    public Optional<Part> part(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Layer> layer(String id) {
        return Optional.ofNullable(layers.get(id));
    }

    /** The parts around a part or layer, outermost first, without the model itself. */
    public List<Part> around(String id) {
        List<Part> around = new ArrayList<>();
        for (String parent = enclosing.get(id); parent != null; parent = enclosing.get(parent)) {
            part(parent).ifPresent(around::addFirst);
        }
        return around;
    }

    private Node nodes() {
        Node top = new Node("");
        for (Layer layer : graph.layers()) {
            String id = layer.id();
            Node node = top;
            for (int slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
                node = node.children.computeIfAbsent(id.substring(0, slash), Node::new);
                node.layers.add(id);
            }
            Node leaf = new Node(id);
            leaf.layer = Optional.of(layer);
            node.children.put(id + "/", leaf);
        }
        return top;
    }

    /**
     * @param canonical the node's path with the number of every block around it replaced by its run's first, for only
     *     there runs inside runs are told
     */
    private List<Part> parts(Node node, String canonical) {
        List<Node> children = List.copyOf(node.children.values());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < children.size(); ) {
            Node child = children.get(i);
            String path = canonical.isEmpty() ? child.name() : canonical + "/" + child.name();
            int count = child.layer.isPresent() ? 1 : runs.getOrDefault(path, 1);
            parts.add(count > 1 ? run(node, children.subList(i, i + count), path) : part(child, path));
            i += count;
        }
        return grouped(node.path, parts);
    }

    private Part part(Node node, String canonical) {
        return node.layer.isPresent()
                ? new Part.Single(node.layer.get())
                : single(new Part.Scope(node.path, node.name(), parts(node, canonical), node.layers));
    }

    /** A scope around one other scope or run is nothing to look at. */
    private static Part single(Part.Scope scope) {
        return scope.parts().size() == 1 && !(scope.parts().getFirst() instanceof Part.Single)
                ? scope.parts().getFirst()
                : scope;
    }

    private Part run(Node parent, List<Node> nodes, String canonical) {
        List<Part.Scope> blocks = nodes.stream()
                .map(node -> new Part.Scope(node.path, node.name(), parts(node, canonical), node.layers))
                .toList();
        String id = nodes.getFirst().path + ".." + nodes.getLast().name();
        String name = parent.path.isEmpty()
                ? nodes.getFirst().name() + ".." + nodes.getLast().name()
                : parent.name();
        List<String> inside =
                blocks.stream().flatMap(block -> block.layers().stream()).toList();
        return new Part.Run(id, name, blocks, inside);
    }

    private static List<Part> grouped(String path, List<Part> parts) {
        if (parts.size() <= MOST_PARTS) {
            return parts;
        }
        int size = (int) Math.ceil(Math.sqrt(parts.size()));
        List<Part> groups = new ArrayList<>();
        for (int first = 0; first < parts.size(); first += size) {
            List<Part> group = parts.subList(first, Math.min(parts.size(), first + size));
            String name = group.getFirst().name() + " .. " + group.getLast().name();
            List<String> inside =
                    group.stream().flatMap(part -> part.layers().stream()).toList();
            groups.add(new Part.Scope(path + "[" + first + "]", name, group, inside));
        }
        return grouped(path, groups);
    }

    private void index(Part part) {
        byId.put(part.id(), part);
        children(part).forEach(child -> {
            enclosing.put(child.id(), part.id());
            index(child);
        });
    }

    private static List<? extends Part> children(Part part) {
        return switch (part) {
            case Part.Single _ -> List.of();
            case Part.Scope scope -> scope.parts();
            case Part.Run run -> run.blocks();
        };
    }

    /** How often each kind of operator appears, by name. */
    public Map<String, Integer> operators() {
        Map<String, Integer> counts = new TreeMap<>();
        graph.layers().forEach(layer -> counts.merge(layer.operator().kind(), 1, Integer::sum));
        return counts;
    }
}
