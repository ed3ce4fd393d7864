package dev.partita.ui.timeline;

import java.util.Optional;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;

/**
 * The hand on the lanes, as in Perfetto: drag selects a range, on the ruler it moves the time cursor, with the middle
 * button or Shift it pans; the wheel scrolls, with Ctrl it zooms at the pointer, with Shift it pans.
 */
final class Gestures {
    private enum Drag {
        NONE,
        AREA,
        CURSOR,
        PAN
    }

    /** Nearer to where it was pressed, a drag is a click. */
    private static final double CLICK = 4;

    private final LaneView lanes;
    private final TimelineModel model;
    private final TimelineActions actions;
    private final CursorPlayer player;
    private Drag drag = Drag.NONE;
    private double pressedX;
    private double lastX;
    private double pointerX = Double.NaN;

    Gestures(LaneView lanes, TimelineModel model, TimelineActions actions, CursorPlayer player) {
        this.lanes = lanes;
        this.model = model;
        this.actions = actions;
        this.player = player;
        StackPane plots = lanes.plots();
        plots.setOnMousePressed(this::press);
        plots.setOnMouseDragged(this::drag);
        plots.setOnMouseReleased(this::release);
        plots.setOnMouseMoved(event -> {
            pointerX = event.getX();
            lanes.point(event.getX(), event.getY());
        });
        plots.setOnMouseExited(event -> {
            pointerX = Double.NaN;
            lanes.leave();
        });
        plots.setOnScroll(this::scroll);
        plots.setOnKeyPressed(this::key);
    }

    private void press(MouseEvent event) {
        lanes.plots().requestFocus();
        lanes.leave();
        Geometry geometry = lanes.geometry();
        pressedX = event.getX();
        lastX = event.getX();
        if (event.getButton() == MouseButton.MIDDLE || event.isShiftDown()) {
            drag = Drag.PAN;
        } else if (event.getX() < geometry.gutter()) {
            drag = Drag.NONE;
            lanes.row(event.getY()).filter(Row::first).ifPresent(row -> model.toggle(row.device()));
        } else if (event.getY() < geometry.ruler()) {
            drag = Drag.CURSOR;
            actions.cursor(geometry.seconds(event.getX()));
        } else {
            drag = Drag.AREA;
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        Geometry geometry = lanes.geometry();
        switch (drag) {
            case NONE -> {}
            case PAN -> actions.panSeconds((lastX - event.getX()) * geometry.secondsPerPixel());
            case CURSOR -> actions.cursor(geometry.seconds(event.getX()));
            case AREA -> {
                if (Math.abs(event.getX() - pressedX) > CLICK
                        || model.area().get().isPresent()) {
                    model.area().set(Optional.of(area(geometry, event.getX())));
                }
            }
        }
        lastX = event.getX();
        event.consume();
    }

    private Area area(Geometry geometry, double x) {
        double total = model.axis().get().totalSeconds();
        return Area.between(
                Math.clamp(geometry.seconds(pressedX), 0, total), Math.clamp(geometry.seconds(x), 0, total));
    }

    private void release(MouseEvent event) {
        if (drag == Drag.AREA && Math.abs(event.getX() - pressedX) <= CLICK) {
            model.area().set(Optional.empty());
            lanes.hit(event.getX(), event.getY()).ifPresentOrElse(actions::select, actions::clear);
        }
        drag = Drag.NONE;
        event.consume();
    }

    private void scroll(ScrollEvent event) {
        double seconds = lanes.geometry().seconds(event.getX());
        if (event.isControlDown()) {
            zoom(event.getDeltaY() > 0, seconds);
        } else if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            double delta = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
            actions.panSeconds(-delta * lanes.geometry().secondsPerPixel());
        } else {
            lanes.scrollBy(-event.getDeltaY());
        }
        event.consume();
    }

    private void zoom(boolean in, double atSeconds) {
        if (in) {
            actions.zoomIn(atSeconds);
        } else {
            actions.zoomOut(atSeconds);
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean known = true;
        switch (event.getCode()) {
            case W -> zoom(true, atPointer());
            case S -> zoom(false, atPointer());
            case A -> actions.pan(-1);
            case D -> actions.pan(1);
            case F -> actions.focus();
            case M -> actions.mark();
            case PERIOD -> actions.step(1);
            case COMMA -> actions.step(-1);
            case LEFT -> actions.moveCursor(-1);
            case RIGHT -> actions.moveCursor(1);
            case UP -> lanes.scrollBy(-3 * lanes.geometry().em());
            case DOWN -> lanes.scrollBy(3 * lanes.geometry().em());
            case SPACE -> player.playing().set(!player.playing().get());
            case ESCAPE -> actions.clear();
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    /** The middle of what is in view while the pointer is elsewhere. */
    private double atPointer() {
        Geometry geometry = lanes.geometry();
        return geometry.seconds(pointerX > geometry.gutter() ? pointerX : geometry.gutter() + geometry.plotWidth() / 2);
    }
}
