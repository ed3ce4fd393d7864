package dev.partita.ui.graph;

import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Hit;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Viewport;
import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/** What the mouse does on the canvas: it decides which gesture begins; the gesture does the rest. */
final class Hand {
    private static final double WHEEL_STEP = 40;
    private static final double ZOOM_PER_STEP = 1.15;

    private final Workspace workspace;
    private final GraphState state;
    private final GraphActions actions;
    private final GraphCanvas canvas;
    private final Keys keys;
    private final Drawing drawing;
    private final AddBar add;
    private final Selection selection;
    private boolean carryable;

    /** A selected box under the pressed button: to be carried with all that is selected, or chosen alone. */
    private Optional<Box> clicked = Optional.empty();

    private int stripAnchor;

    Hand(
            Workspace workspace,
            GraphState state,
            GraphActions actions,
            GraphCanvas canvas,
            Keys keys,
            Drawing drawing,
            AddBar add) {
        this.workspace = workspace;
        this.state = state;
        this.actions = actions;
        this.canvas = canvas;
        this.keys = keys;
        this.drawing = drawing;
        this.add = add;
        this.selection = workspace.document().selection();
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnDragDetected(this::dragDetected);
        canvas.setOnMouseDragged(event ->
                canvas.gesture().get().ifPresent(running -> running.moved(worldX(event.getX()), worldY(event.getY()))));
        canvas.setOnMouseReleased(event -> released());
        canvas.setOnMouseMoved(this::moved);
        canvas.setOnMouseExited(event -> canvas.hovered().set(Optional.empty()));
        canvas.setOnScroll(this::scrolled);
        canvas.setOnZoom(this::zoomed);
    }

    private double worldX(double x) {
        return state.viewport.get().toWorldX(x);
    }

    private double worldY(double y) {
        return state.viewport.get().toWorldY(y);
    }

    private void pressed(MouseEvent event) {
        canvas.requestFocus();
        carryable = false;
        double x = worldX(event.getX());
        double y = worldY(event.getY());
        if (event.getButton() == MouseButton.MIDDLE || keys.panning()) {
            begin(new PanGesture(state, x, y));
            return;
        }
        Picture picture = state.picture.get().orElse(null);
        if (picture == null || event.getButton() != MouseButton.PRIMARY) {
            canvas.hovered().get().ifPresent(this::selectForMenu);
            return;
        }
        if (keys.brush().isPresent()) {
            begin(new Brush(picture, workspace.drag(), keys.brush().getAsInt()));
            gesture().ifPresent(brush -> brush.moved(x, y));
            return;
        }
        switch (picture.hit(x, y)) {
            case Hit.Background _ -> onBackground(picture, event, x, y);
            case Hit.OnFold(Box box) -> actions.toggle(box);
            case Hit.OnStrip(Box box, int cell) -> onStrip(picture, box, cell, event);
            case Hit.OnBox(Box box) -> onBox(box, event);
            case Hit.OnPort(Box box, boolean output, int _) -> onPort(picture, box, output, event);
        }
    }

    private void onBackground(Picture picture, MouseEvent event, double x, double y) {
        if (event.getClickCount() == 2) {
            add.open();
        } else {
            begin(new RubberBand(picture, selection, adds(event), x, y));
        }
    }

    private void onPort(Picture picture, Box box, boolean output, MouseEvent event) {
        if (output) {
            begin(new ConnectPorts(
                    picture,
                    drawing,
                    box,
                    (port, takers) -> add.open(Optional.of(port), takers.kinds()),
                    canvas::repaint));
        } else {
            onBox(box, event);
        }
    }

    /** The menu is about the box under it, or about the selection if the box is in it. */
    private void selectForMenu(Box box) {
        if (!selection.layers().get().containsAll(box.layers())) {
            selection.select(box.layers());
        }
    }

    private static boolean adds(MouseEvent event) {
        return event.isShiftDown() || event.isShortcutDown();
    }

    private void onBox(Box box, MouseEvent event) {
        if (event.getClickCount() == 2) {
            clicked = Optional.empty();
            actions.toggle(box);
            return;
        }
        boolean selected = selection.layers().get().containsAll(box.layers());
        if (adds(event)) {
            actions.selectAlso(box.layers());
        } else if (!selected) {
            selection.select(box.layers());
        } else {
            clicked = Optional.of(box);
        }
        carryable = selection.layers().get().containsAll(box.layers());
    }

    /** Shift goes on from the block that was chosen last; a block that is selected already can be carried away. */
    private void onStrip(Picture picture, Box box, int cell, MouseEvent event) {
        if (!(box.part() instanceof Part.Run run)) {
            onBox(box, event);
            return;
        }
        if (box.frame()) {
            actions.showBlock(box, cell);
        }
        if (event.isShiftDown()) {
            new BlockRange(picture, selection, box, run, Math.min(stripAnchor, box.cells() - 1)).to(cell);
        } else if (selection.layers().get().containsAll(box.cellLayers(cell)) && !wholeRun(run)) {
            carryable = true;
        } else {
            stripAnchor = cell;
            BlockRange range = new BlockRange(picture, selection, box, run, cell);
            range.to(cell);
            begin(range);
        }
    }

    private boolean wholeRun(Part.Run run) {
        return selection.layers().get().containsAll(run.layers());
    }

    private void dragDetected(MouseEvent event) {
        if (carryable && gesture().isEmpty()) {
            canvas.startFullDrag();
            List<String> layers = List.copyOf(selection.layers().get());
            state.picture
                    .get()
                    .ifPresent(picture ->
                            workspace.drag().begin(layers, new DragLabel(workspace.texts(), picture).of(layers)));
            begin(new CarryLayers(workspace.drag()));
        }
        event.consume();
    }

    private void begin(Gesture next) {
        canvas.gesture().set(Optional.of(next));
        canvas.setCursor(next instanceof PanGesture ? Cursor.CLOSED_HAND : Cursor.DEFAULT);
    }

    private Optional<Gesture> gesture() {
        return canvas.gesture().get();
    }

    /** A device card under the hand hears of the release first; later, what is still in the hand is let go of. */
    private void released() {
        if (gesture().isEmpty()) {
            clicked.ifPresent(box -> selection.select(box.layers()));
        }
        gesture().ifPresent(Gesture::released);
        end();
    }

    void cancel() {
        gesture().ifPresent(Gesture::cancelled);
        end();
    }

    private void end() {
        canvas.gesture().set(Optional.empty());
        canvas.setCursor(Cursor.DEFAULT);
        carryable = false;
        clicked = Optional.empty();
    }

    private void moved(MouseEvent event) {
        Hit hit = state.picture
                .get()
                .map(picture -> picture.hit(worldX(event.getX()), worldY(event.getY())))
                .orElse(new Hit.Background());
        canvas.hovered()
                .set(
                        switch (hit) {
                            case Hit.Background _ -> Optional.empty();
                            case Hit.OnBox(Box box) -> Optional.of(box);
                            case Hit.OnFold(Box box) -> Optional.of(box);
                            case Hit.OnStrip(Box box, int _) -> Optional.of(box);
                            case Hit.OnPort(Box box, boolean _, int _) -> Optional.of(box);
                        });
        canvas.setCursor(keys.panning() ? Cursor.OPEN_HAND : hit instanceof Hit.OnFold ? Cursor.HAND : Cursor.DEFAULT);
    }

    /** The wheel zooms at the pointer; two fingers, which also scroll sideways and by little at a time, move the canvas. */
    private void scrolled(ScrollEvent event) {
        boolean fingers = event.getDeltaX() != 0 || event.isInertia() || Math.abs(event.getDeltaY()) < WHEEL_STEP / 2;
        Viewport now = state.viewport.get();
        if (event.isShortcutDown() || !fingers) {
            double factor = Math.pow(ZOOM_PER_STEP, event.getDeltaY() / WHEEL_STEP);
            state.viewport.set(now.zoomedAt(event.getX(), event.getY(), factor));
        } else {
            state.viewport.set(now.pannedBy(event.getDeltaX(), event.getDeltaY()));
        }
        event.consume();
    }

    private void zoomed(ZoomEvent event) {
        state.viewport.set(state.viewport.get().zoomedAt(event.getX(), event.getY(), event.getZoomFactor()));
        event.consume();
    }
}
