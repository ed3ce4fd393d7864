package dev.partita.ui.graph.fold;

import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.program.LayerCosts.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a model is visible under a fold state: boxes, frames around them, and wires.
 *
 * <p>In an unfolded run one block stands for all: wires of the others are drawn on its layers, but for those from block
 * to block, which would lead back. Around a part that was entered, what its wires lead to is shown as cards.
 */
public final class FoldedGraph {
    private record Ends(Box from, Box to) {}

    /** Which block of an unfolded run a layer is in, and which is shown. */
    private record Blocks(Map<String, Integer> blockOf, int shown) {
        /** A wire from block to block leads back on the block that is shown; one within another block is shown there. */
        boolean hides(String from, String to) {
            Integer a = blockOf.get(from);
            Integer b = blockOf.get(to);
            return a != null && b != null && (!a.equals(b) || a != shown);
        }
    }

    private final PartTree tree;
    private final FoldState state;
    private final List<Box> boxes;
    private final Set<Box> outside;
    private final List<Wire> wires;
    private final Map<String, Box> boxOfLayer = new HashMap<>();
    private final List<Blocks> unfoldedRuns = new ArrayList<>();
    private final List<Box> all = new ArrayList<>();

    private FoldedGraph(PartTree tree, FoldState state) {
        this.tree = tree;
        this.state = state;
        this.boxes = boxes(contents(tree.part(state.entered()).orElse(tree.root())));
        boxes.forEach(this::assign);
        this.outside = neighbours();
        outside.forEach(this::assign);
        this.wires = findWires();
    }

    public static FoldedGraph of(PartTree tree, FoldState state) {
        return new FoldedGraph(tree, state);
    }

    public PartTree tree() {
        return tree;
    }

    public FoldState state() {
        return state;
    }

    /** The outermost boxes, and those beside the part that fills the canvas which its wires lead to. */
    public List<Box> boxes() {
        return Stream.concat(boxes.stream(), outside.stream()).toList();
    }

    /** Whether a box lies outside the part that fills the canvas. */
    public boolean outside(Box box) {
        return outside.contains(box);
    }

    /** Every box, frames before what they hold. */
    public List<Box> all() {
        return List.copyOf(all);
    }

    public List<Wire> wires() {
        return wires;
    }

    /** The card that shows a layer, or stands for it. */
    public Optional<Box> boxOf(String layer) {
        return Optional.ofNullable(boxOfLayer.get(layer));
    }

    private List<? extends Part> contents(Part part) {
        return switch (part) {
            case Part.Single single -> List.of(single);
            case Part.Scope scope -> scope.parts();
            case Part.Run run -> run.blocks().get(shownBlock(run)).parts();
        };
    }

    private int shownBlock(Part.Run run) {
        return Math.min(state.shownBlock(run.id()), run.blocks().size() - 1);
    }

    private List<Box> boxes(List<? extends Part> parts) {
        return parts.stream().map(this::box).toList();
    }

    private Box box(Part part) {
        if (part instanceof Part.Single || !state.unfolded().contains(part.id())) {
            return Box.card(part);
        }
        return new Box(part, boxes(contents(part)), part instanceof Part.Run run ? shownBlock(run) : 0);
    }

    private void assign(Box box) {
        all.add(box);
        if (!box.frame()) {
            box.layers().forEach(layer -> boxOfLayer.put(layer, box));
            return;
        }
        box.contents().forEach(this::assign);
        if (box.part() instanceof Part.Run run) {
            standIn(run, box.shownBlock());
        }
    }

    private void standIn(Part.Run run, int shown) {
        List<String> model = run.blocks().get(shown).layers();
        Map<String, Integer> blocks = new HashMap<>();
        for (int block = 0; block < run.blocks().size(); block++) {
            List<String> layers = run.blocks().get(block).layers();
            for (int i = 0; i < layers.size(); i++) {
                blocks.put(layers.get(i), block);
                boxOfLayer.putIfAbsent(layers.get(i), boxOfLayer.getOrDefault(model.get(i), Box.card(run)));
            }
        }
        unfoldedRuns.add(new Blocks(blocks, shown));
    }

    /** What layers of the entered part read from or are read by, as the largest parts that do not hold it. */
    private Set<Box> neighbours() {
        Set<Box> found = new LinkedHashSet<>();
        if (state.entered().isEmpty()) {
            return found;
        }
        Set<String> around = new HashSet<>(Set.of(state.entered()));
        tree.around(state.entered()).forEach(part -> around.add(part.id()));
        for (Layer layer : tree.graph().layers()) {
            for (Port port : layer.inputs()) {
                boolean reads = boxOfLayer.containsKey(layer.id());
                if (!port.open() && reads != boxOfLayer.containsKey(port.layer())) {
                    found.add(Box.card(largest(reads ? port.layer() : layer.id(), around)));
                }
            }
        }
        return found;
    }

    private Part largest(String layer, Set<String> around) {
        return tree.around(layer).stream()
                .filter(part -> !around.contains(part.id()))
                .findFirst()
                .or(() -> tree.part(layer))
                .orElseThrow(() -> new IllegalArgumentException(layer));
    }

    private List<Wire> findWires() {
        Map<Ends, List<Connection>> found = new LinkedHashMap<>();
        for (Layer layer : tree.graph().layers()) {
            Box to = boxOfLayer.get(layer.id());
            for (Port port : layer.inputs()) {
                Box from = boxOfLayer.get(port.layer());
                boolean beside = from != null && to != null && outside(from) && outside(to);
                if (from != null && to != null && !from.equals(to) && !beside && !hidden(port.layer(), layer.id())) {
                    found.computeIfAbsent(new Ends(from, to), ends -> new ArrayList<>())
                            .add(new Connection(port, layer.id()));
                }
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Wire(entry.getKey().from(), entry.getKey().to(), entry.getValue()))
                .toList();
    }

    private boolean hidden(String from, String to) {
        return unfoldedRuns.stream().anyMatch(run -> run.hides(from, to));
    }
}
