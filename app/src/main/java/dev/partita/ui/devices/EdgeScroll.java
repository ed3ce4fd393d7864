package dev.partita.ui.devices;

import javafx.animation.AnimationTimer;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseDragEvent;

/** Scrolls a list while something is dragged near its upper or lower edge, the faster the nearer. */
final class EdgeScroll extends AnimationTimer {
    private static final double EDGE = 48;
    private static final double FASTEST_PIXELS_PER_FRAME = 14;

    private final ListView<?> list;
    private double pixels;

    private EdgeScroll(ListView<?> list) {
        this.list = list;
    }

    static void install(ListView<?> list) {
        EdgeScroll scroll = new EdgeScroll(list);
        list.addEventFilter(MouseDragEvent.MOUSE_DRAG_OVER, event -> scroll.at(event.getY()));
        list.addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED_TARGET, event -> {
            if (event.getTarget() == list) {
                scroll.stop();
            }
        });
        list.addEventFilter(MouseDragEvent.MOUSE_DRAG_RELEASED, event -> scroll.stop());
    }

    private void at(double y) {
        double below = Math.max(0, y - (list.getHeight() - EDGE));
        double above = Math.max(0, EDGE - y);
        pixels = (below - above) / EDGE * FASTEST_PIXELS_PER_FRAME;
        if (pixels == 0) {
            stop();
        } else {
            start();
        }
    }

    @Override
    public void handle(long now) {
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.scrollPixels(pixels);
        }
    }
}
