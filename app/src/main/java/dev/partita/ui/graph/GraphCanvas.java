package dev.partita.ui.graph;

import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Picture;
import java.util.Optional;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** The surface: paints a snapshot of the state, at most once per pulse and only after something changed. */
final class GraphCanvas extends Pane {
    private final Workspace workspace;
    private final GraphState state;
    private final BoxTexts boxTexts;
    private final WireTexts wireTexts;
    private final InnerSends innerSends;
    private final Canvas canvas = new Canvas();
    private final Label fontProbe = new Label();
    private final Fonts fonts = new Fonts(fontProbe);
    private final ObjectProperty<Optional<Box>> hovered = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Gesture>> gesture = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Strips>> strips = new SimpleObjectProperty<>(Optional.empty());
    private final AnimationTimer painter = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            stop();
            paint();
        }
    };

    GraphCanvas(Workspace workspace, GraphState state, BoxTexts boxTexts) {
        this.workspace = workspace;
        this.state = state;
        this.boxTexts = boxTexts;
        this.wireTexts = new WireTexts(workspace.texts(), state);
        this.innerSends = new InnerSends(workspace.texts(), state);
        fontProbe.setVisible(false);
        getChildren().addAll(fontProbe, canvas);
        setId("graph.canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        accessibleTextProperty()
                .bind(workspace
                        .texts()
                        .bound(
                                "graph.canvas_spoken",
                                workspace
                                        .document()
                                        .plan()
                                        .map(plan -> plan.graph().layers().size()),
                                workspace.document().selection().layers().map(Set::size)));
        setMinSize(0, 0);
        followState();
    }

    private void followState() {
        state.picture.subscribe(this::recolour);
        state.placed.subscribe(this::recolour);
        state.costs.subscribe(this::recolour);
        state.colourBy.subscribe(this::recolour);
        workspace.look().tokens().subscribe(this::recolour);
        state.viewport.subscribe(this::repaint);
        state.trial.subscribe(this::repaint);
        state.compared.subscribe(this::repaint);
        state.active.subscribe(this::repaint);
        state.divided.subscribe(this::repaint);
        hovered.subscribe(this::repaint);
        gesture.subscribe(this::repaint);
        workspace.texts().messages().subscribe(this::repaint);
        workspace.document().selection().layers().subscribe(this::repaint);
        workspace.document().selection().device().subscribe(this::repaint);
        workspace.document().selection().link().subscribe(this::repaint);
        fontProbe.fontProperty().subscribe(this::repaint);
    }

    private void recolour() {
        strips.set(state.picture
                .get()
                .map(picture ->
                        new Strips(picture, state, workspace.look().tokens().get())));
        repaint();
    }

    /** The colours of what is visible, for legend and minimap as well. */
    ObjectProperty<Optional<Strips>> strips() {
        return strips;
    }

    ObjectProperty<Optional<Box>> hovered() {
        return hovered;
    }

    /** What stands on wires. */
    WireTexts wireTexts() {
        return wireTexts;
    }

    /** What the hand is doing. */
    ObjectProperty<Optional<Gesture>> gesture() {
        return gesture;
    }

    void repaint() {
        painter.start();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        repaint();
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        Picture picture = state.picture.get().orElse(null);
        Strips colours = strips.get().orElse(null);
        if (picture == null || colours == null) {
            g.setFill(workspace.look().tokens().get().colour("background"));
            g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            return;
        }
        paint(frame(picture, colours));
    }

    private Frame frame(Picture picture, Strips colours) {
        return new Frame(
                canvas.getGraphicsContext2D(),
                workspace.look().scale().get(),
                canvas.getWidth(),
                canvas.getHeight(),
                picture,
                state.viewport.get(),
                workspace.look().tokens().get(),
                colours,
                state.placed.get(),
                state.trial.get().or(state.compared::get),
                workspace.document().selection().layers().get(),
                state.active.get(),
                workspace.document().selection().device().get(),
                workspace.document().selection().link().get(),
                hovered.get(),
                fonts,
                boxTexts);
    }

    private void paint(Frame frame) {
        GraphicsContext g = frame.graphics();
        g.save();
        try {
            Backdrop.paint(frame);
            g.translate(frame.viewport().x(), frame.viewport().y());
            g.scale(frame.viewport().scale(), frame.viewport().scale());
            paintGraph(frame);
        } finally {
            g.restore(); // or every later frame would be drawn in the coordinates of one that failed
        }
    }

    private void paintGraph(Frame frame) {
        BoxPainter boxes = new BoxPainter(frame);
        boxes.paint(true);
        WirePainter.paint(frame, wireTexts);
        boxes.paint(false);
        InnerSendPainter.paint(frame, innerSends);
        WirePainter.paintBadges(frame, wireTexts);
        frame.hovered().ifPresent(boxes::ports);
        gesture.get().ifPresent(running -> running.paint(frame));
    }
}
