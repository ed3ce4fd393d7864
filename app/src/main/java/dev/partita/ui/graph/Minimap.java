package dev.partita.ui.graph;

import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Viewport;
import dev.partita.ui.look.Tokens;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The whole graph small, with the part in view; dragging moves the view. */
final class Minimap {
    /** At a scale of 1, as are all measures here. */
    private static final double WIDTH = 168;

    private static final double HEIGHT = 84;
    private static final double MARGIN = 8;

    /** It has no texts, and on a canvas that large texts leave little of it would cover the graph. */
    private static final double LARGEST_SCALE = 1.25;

    private final Workspace workspace;
    private final GraphState state;
    private final GraphCanvas graph;
    private final Canvas whole = new Canvas();

    /** The part in view, on a canvas of its own: moving it does not paint ten thousand boxes anew. */
    private final Canvas part = new Canvas();

    private final StackPane view = new StackPane(whole, part);
    private final AnimationTimer wholePainter = once(this::paintWhole);
    private final AnimationTimer partPainter = once(this::paintPart);

    Minimap(Workspace workspace, GraphState state, GraphCanvas graph) {
        this.workspace = workspace;
        this.state = state;
        this.graph = graph;
        view.getStyleClass().add("graph-minimap");
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.accessibleTextProperty().bind(workspace.texts().bound("graph.minimap"));
        workspace.look().scale().subscribe(this::resize);
        resize();
        graph.strips().subscribe(wholePainter::start);
        graph.strips().subscribe(partPainter::start);
        state.viewport.subscribe(partPainter::start);
        graph.widthProperty().subscribe(partPainter::start);
        graph.heightProperty().subscribe(partPainter::start);
        part.setOnMousePressed(this::look);
        part.setOnMouseDragged(this::look);
    }

    private static AnimationTimer once(Runnable paint) {
        return new AnimationTimer() {
            @Override
            public void handle(long nanos) {
                stop();
                paint.run();
            }
        };
    }

    Node view() {
        return view;
    }

    private void resize() {
        double scale = Math.min(LARGEST_SCALE, workspace.look().scale().get());
        for (Canvas canvas : List.of(whole, part)) {
            canvas.setWidth(WIDTH * scale);
            canvas.setHeight(HEIGHT * scale);
        }
        wholePainter.start();
        partPainter.start();
    }

    private Viewport small(Picture picture) {
        return Viewport.fitting(picture.bounds(), whole.getWidth(), whole.getHeight(), MARGIN, 1);
    }

    private void look(MouseEvent event) {
        state.picture.get().ifPresent(picture -> {
            Viewport small = small(picture);
            state.viewport.set(Viewport.centred(
                    small.toWorldX(event.getX()),
                    small.toWorldY(event.getY()),
                    graph.getWidth(),
                    graph.getHeight(),
                    state.viewport.get().scale()));
        });
        event.consume();
    }

    private void paintPart() {
        GraphicsContext g = part.getGraphicsContext2D();
        g.clearRect(0, 0, whole.getWidth(), whole.getHeight());
        state.picture.get().ifPresent(picture -> view(g, small(picture)));
    }

    private void paintWhole() {
        GraphicsContext g = whole.getGraphicsContext2D();
        g.clearRect(0, 0, whole.getWidth(), whole.getHeight());
        state.picture.get().ifPresent(picture -> graph.strips().get().ifPresent(strips -> paint(g, picture, strips)));
    }

    private void paint(GraphicsContext g, Picture picture, Strips strips) {
        Viewport small = small(picture);
        for (Box box : picture.graph().all()) {
            if (!box.frame()) {
                Area area = picture.area(box);
                double height = Math.max(2, area.height() * small.scale());
                for (Strips.Piece piece : strips.of(box)) {
                    g.setFill(piece.paint());
                    g.fillRect(
                            small.toScreenX(area.x() + piece.from() * area.width()),
                            small.toScreenY(area.y()),
                            Math.max(0.7, (piece.to() - piece.from()) * area.width() * small.scale()),
                            height);
                }
            }
        }
    }

    private void view(GraphicsContext g, Viewport small) {
        Tokens tokens = workspace.look().tokens().get();
        Area visible = state.viewport.get().visible(graph.getWidth(), graph.getHeight());
        double left = Math.max(1, small.toScreenX(visible.x()));
        double top = Math.max(1, small.toScreenY(visible.y()));
        double right = Math.min(whole.getWidth() - 1, small.toScreenX(visible.right()));
        double bottom = Math.min(whole.getHeight() - 1, small.toScreenY(visible.bottom()));
        g.setStroke(tokens.colour("muted"));
        g.setLineWidth(1);
        g.strokeRect(left, top, Math.max(2, right - left), Math.max(2, bottom - top));
    }
}
