package dev.partita.ui.graph;

import dev.partita.ui.document.Selection;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.FoldState;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Viewport;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import org.jspecify.annotations.Nullable;

/** What can be done to the view of the graph: fold, enter, move about, select. The model stays as it is. */
final class GraphActions {
    /** Parts with more boxes than this are not unfolded with all others. */
    private static final int MOST_UNFOLDED = 4000;

    private static final double FIT_MARGIN = 48;

    private final GraphState state;
    private final Selection selection;
    private final Layouts layouts;
    private final ReadOnlyDoubleProperty scale;
    private @Nullable PartTree tree;
    private double width = 1;
    private double height = 1;
    private boolean fitWanted = true;
    private @Nullable Viewport fitted;

    /** @param scale of the window's texts: at a zoom of 100 % the graph's are as large */
    GraphActions(GraphState state, Selection selection, Layouts layouts, ReadOnlyDoubleProperty scale) {
        this.state = state;
        this.selection = selection;
        this.layouts = layouts;
        this.scale = scale;
        scale.subscribe((before, after) -> rescaled(after.doubleValue() / before.doubleValue()));
    }

    /** A model to show; its view begins anew unless it only changed a little. */
    void open(PartTree next) {
        if (next == tree) {
            return;
        }
        boolean first = tree == null || !tree.graph().name().equals(next.graph().name());
        tree = next;
        fitWanted |= first;
        show(first ? FoldState.initial(next) : state.fold.get(), "");
    }

    /** The canvas has another size. */
    void resized(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
        if (fitWanted || state.viewport.get() == fitted) {
            fit();
        }
    }

    /**
     * @param anchor id of a box that stays where it is on the screen; empty for none
     */
    private void show(FoldState fold, String anchor) {
        state.fold.set(fold);
        if (tree != null) {
            layouts.find(tree, fold, picture -> arrived(picture, anchor));
        }
    }

    private void arrived(Picture picture, String anchor) {
        Optional<Area> before = state.picture.get().flatMap(old -> area(old, anchor));
        state.picture.set(Optional.of(picture));
        if (fitWanted) {
            fit();
            return;
        }
        Viewport viewport = state.viewport.get();
        before.ifPresent(old -> area(picture, anchor)
                .ifPresent(now -> state.viewport.set(viewport.pannedBy(
                        (old.x() - now.x()) * viewport.scale(), (old.y() - now.y()) * viewport.scale()))));
    }

    private static Optional<Area> area(Picture picture, String id) {
        return picture.graph().all().stream()
                .filter(box -> box.id().equals(id))
                .findFirst()
                .map(picture::area);
    }

    // ---- fold ----------------------------------------------------------------------------------------------------

    /** Folds or unfolds; what lies outside the part that fills the canvas is gone to instead. */
    void toggle(Box box) {
        boolean outside = state.picture
                .get()
                .filter(picture -> picture.graph().outside(box))
                .isPresent();
        if (outside && box.foldable()) {
            enter(box.id());
        } else if (outside) {
            reveal(box.layers());
        } else if (box.foldable()) {
            show(state.fold.get().toggle(box.id()), box.id());
        }
    }

    void showBlock(Box run, int block) {
        show(state.fold.get().show(run.id(), block), run.id());
    }

    /** Shows what is in a part and nothing else; the empty id is the whole model. */
    void enter(String id) {
        fitWanted = true;
        show(state.fold.get().enter(id), "");
    }

    void leave() {
        String entered = state.fold.get().entered();
        if (tree != null && !entered.isEmpty()) {
            List<Part> around = tree.around(entered);
            enter(around.isEmpty() ? "" : around.getLast().id());
        }
    }

    void foldAll() {
        fitWanted = true;
        show(FoldState.FOLDED, "");
    }

    void unfoldAll() {
        if (tree != null) {
            Set<String> unfolded = new HashSet<>();
            unfold(tree.root().parts(), unfolded, new int[1]);
            fitWanted = true;
            show(new FoldState(unfolded, state.fold.get().shownBlocks(), ""), "");
        }
    }

    private void unfold(List<Part> parts, Set<String> unfolded, int[] boxes) {
        boxes[0] += parts.size();
        for (Part part : parts) {
            List<Part> inside = switch (part) {
                case Part.Single _ -> List.of();
                case Part.Scope scope -> scope.parts();
                case Part.Run run ->
                    run.blocks().get(state.fold.get().shownBlock(run.id())).parts();
            };
            if (!inside.isEmpty() && boxes[0] + inside.size() < MOST_UNFOLDED) {
                unfolded.add(part.id());
                unfold(inside, unfolded, boxes);
            }
        }
    }

    // ---- view ----------------------------------------------------------------------------------------------------

    void fit() {
        state.picture.get().ifPresent(picture -> {
            // A canvas gets its width before its height.
            if (width > 1 && height > 1) {
                fitWanted = false;
                fitted = Viewport.fitting(picture.bounds(), width, height, FIT_MARGIN, scale.get());
                state.viewport.set(fitted);
            }
        });
    }

    /** What nobody moved since it was made to fit fits again; else the middle stays where it is. */
    private void rescaled(double factor) {
        if (state.viewport.get() == fitted) {
            fit();
        } else {
            zoomBy(factor);
        }
    }

    void zoomBy(double factor) {
        state.viewport.set(state.viewport.get().zoomedAt(width / 2, height / 2, factor));
    }

    void zoomTo(double scale) {
        state.viewport.set(state.viewport.get().withScaleAt(width / 2, height / 2, scale));
    }

    void zoomToSelection() {
        List<Area> areas = selectedAreas();
        if (!areas.isEmpty()) {
            state.viewport.set(Viewport.fitting(Area.around(areas), width, height, 2 * FIT_MARGIN, 1.5 * scale.get()));
        }
    }

    private List<Area> selectedAreas() {
        Set<String> selected = selection.layers().get();
        return state.picture
                .get()
                .map(picture -> selected.stream()
                        .flatMap(layer -> picture.graph().boxOf(layer).stream())
                        .distinct()
                        .map(picture::area)
                        .toList())
                .orElse(List.of());
    }

    /** Unfolds as far as layers have boxes of their own, and brings them to the middle. */
    void reveal(Collection<String> layers) {
        if (tree == null || layers.isEmpty()) {
            return;
        }
        PartTree known = tree;
        FoldState fold = layers.size() == 1
                ? state.fold.get().revealing(known, layers.iterator().next())
                : state.fold.get();
        state.fold.set(fold);
        layouts.find(known, fold, picture -> {
            state.picture.set(Optional.of(picture));
            centre(picture, layers);
        });
    }

    private void centre(Picture picture, Collection<String> layers) {
        List<Area> areas = layers.stream()
                .flatMap(layer -> picture.graph().boxOf(layer).stream())
                .distinct()
                .map(picture::area)
                .toList();
        if (!areas.isEmpty()) {
            Area around = Area.around(areas);
            double usual = scale.get();
            double zoom =
                    Math.max(0.8 * usual, Math.min(usual, state.viewport.get().scale()));
            state.viewport.set(
                    areas.size() == 1
                            ? Viewport.centred(around.centreX(), around.centreY(), width, height, zoom)
                            : Viewport.fitting(around, width, height, FIT_MARGIN, usual));
        }
    }

    /** Pans no further than needed to have a box in view. */
    private void keepInView(Area area) {
        Viewport viewport = state.viewport.get();
        Area visible = viewport.visible(width, height);
        if (!visible.contains(area)) {
            state.viewport.set(Viewport.centred(area.centreX(), area.centreY(), width, height, viewport.scale()));
        }
    }

    // ---- selection -----------------------------------------------------------------------------------------------

    void selectAll() {
        if (tree != null) {
            selection.select(tree.root().layers());
        }
    }

    void select(Collection<String> layers, boolean adding) {
        Set<String> next = new LinkedHashSet<>(adding ? selection.layers().get() : Set.of());
        next.addAll(layers);
        selection.select(next);
    }

    /** Adds layers to the selection, or takes them out of it if all of them are in it. */
    void selectAlso(Collection<String> layers) {
        Set<String> next = new LinkedHashSet<>(selection.layers().get());
        if (!next.removeAll(layers) || !selection.layers().get().containsAll(layers)) {
            next.addAll(layers);
        }
        selection.select(next);
    }

    /** The card that the keyboard acts on: the one of the layer that was selected last. */
    Optional<Box> current() {
        List<String> selected = List.copyOf(selection.layers().get());
        return selected.isEmpty()
                ? Optional.empty()
                : state.picture.get().flatMap(picture -> picture.graph().boxOf(selected.getLast()));
    }

    void go(Direction direction) {
        state.picture
                .get()
                .ifPresent(picture -> direction.from(picture, current()).ifPresent(box -> {
                    selection.select(box.layers());
                    keepInView(picture.area(box));
                }));
    }
}
