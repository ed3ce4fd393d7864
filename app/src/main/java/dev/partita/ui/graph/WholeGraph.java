package dev.partita.ui.graph;

import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.FoldState;
import dev.partita.ui.graph.fold.FoldedGraph;
import dev.partita.ui.graph.fold.LayeredLayout;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Viewport;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;

/** The graph's pane with everything unfolded, however much that is: what many boxes cost is measured on it. */
public final class WholeGraph {
    private final GraphPane pane;

    public WholeGraph(Workspace workspace) {
        pane = new GraphPane(workspace);
    }

    public Node view() {
        return pane.view();
    }

    /** Whether the model's folded picture is there. */
    public boolean drawn() {
        return pane.drawn();
    }

    /** Lays everything out; on any thread with a stack of {@link LayeredLayout#STACK_BYTES}. */
    public Picture unfolded() {
        PartTree tree = picture().graph().tree();
        Set<String> scopes = tree.root().layers().stream()
                .flatMap(layer -> tree.around(layer).stream())
                .map(part -> part.id())
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        FoldState fold = scopes.stream().reduce(FoldState.FOLDED, FoldState::unfold, (a, b) -> b);
        return LayeredLayout.of(FoldedGraph.of(tree, fold), box -> box.part().name(), () -> false);
    }

    public void show(Picture picture) {
        pane.state().picture.set(Optional.of(picture));
    }

    /** Looks at all of it. */
    public void lookAtAll() {
        pane.state().viewport.set(Viewport.fitting(picture().bounds(), width(), height(), 0, 1));
    }

    /** Looks at the group that is next to the middle. */
    public void look(double scale) {
        Picture picture = picture();
        Area all = picture.bounds();
        Area middle = picture.graph().all().stream()
                .filter(Box::frame)
                .map(picture::area)
                .min(Comparator.comparingDouble(
                        area -> Math.hypot(area.centreX() - all.centreX(), area.centreY() - all.centreY())))
                .orElse(all);
        pane.state().viewport.set(Viewport.centred(middle.centreX(), middle.centreY(), width(), height(), scale));
    }

    private Picture picture() {
        return pane.state().picture.get().orElseThrow();
    }

    private double width() {
        return pane.view().getBoundsInLocal().getWidth();
    }

    private double height() {
        return pane.view().getBoundsInLocal().getHeight();
    }

    public void pan(double dx, double dy) {
        pane.state().viewport.set(pane.state().viewport.get().pannedBy(dx, dy));
    }
}
