package dev.partita.ui.graph.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user wants to see of a model.
 *
 * @param unfolded ids of parts whose contents are shown
 * @param shownBlocks by id of a run, the block that stands for it while it is unfolded; the first unless said otherwise
 * @param entered id of the part that fills the canvas; empty for the whole model
 */
public record FoldState(Set<String> unfolded, Map<String, Integer> shownBlocks, String entered) {
    public static final FoldState FOLDED = new FoldState(Set.of(), Map.of(), "");

    /** Fewer boxes than this say nothing about a model. */
    private static final int FEWEST_BOXES = 5;

    /** A scope with more parts than this is not opened unasked. */
    private static final int MOST_UNASKED = 24;

    public FoldState {
        unfolded = Set.copyOf(unfolded);
        shownBlocks = Map.copyOf(shownBlocks);
    }

    /** How a model opens: folded as far as something is left to see. */
    public static FoldState initial(PartTree tree) {
        Set<String> unfolded = new HashSet<>();
        List<Part> visible = tree.root().parts();
        while (visible.size() < FEWEST_BOXES) {
            Part.Scope next = visible.stream()
                    .filter(Part.Scope.class::isInstance)
                    .map(Part.Scope.class::cast)
                    .filter(scope ->
                            !unfolded.contains(scope.id()) && scope.parts().size() <= MOST_UNASKED)
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                break;
            }
            unfolded.add(next.id());
            visible = java.util.stream.Stream.concat(visible.stream(), next.parts().stream())
                    .toList();
        }
        return new FoldState(unfolded, Map.of(), "");
    }

    public FoldState unfold(String id) {
        Set<String> next = new HashSet<>(unfolded);
        next.add(id);
        return new FoldState(next, shownBlocks, entered);
    }

    public FoldState fold(String id) {
        Set<String> next = new HashSet<>(unfolded);
        next.remove(id);
        return new FoldState(next, shownBlocks, entered);
    }

    public FoldState toggle(String id) {
        return unfolded.contains(id) ? fold(id) : unfold(id);
    }

    /** With another block of a run standing for it. */
    public FoldState show(String run, int block) {
        Map<String, Integer> next = new HashMap<>(shownBlocks);
        next.put(run, block);
        return new FoldState(unfolded, next, entered);
    }

    public FoldState enter(String id) {
        return new FoldState(unfolded, shownBlocks, id);
    }

    public int shownBlock(String run) {
        return shownBlocks.getOrDefault(run, 0);
    }

    /** Unfolded so far that a layer has a box of its own, and no further. */
    public FoldState revealing(PartTree tree, String layer) {
        FoldState next = this;
        List<Part> around = tree.around(layer);
        if (around.stream().noneMatch(part -> part.id().equals(entered))) {
            next = next.enter("");
        }
        for (Part part : around) {
            if (part instanceof Part.Run run) {
                next = next.unfold(run.id()).show(run.id(), blockOf(run, layer));
            } else if (!part.id().isEmpty()) {
                next = next.unfold(part.id());
            }
        }
        return next;
    }

    private static int blockOf(Part.Run run, String layer) {
        for (int i = 0; i < run.blocks().size(); i++) {
            if (run.blocks().get(i).layers().contains(layer)) {
                return i;
            }
        }
        return 0;
    }
}
