package dev.partita.ui.chart;

import javafx.animation.AnimationTimer;
import javafx.scene.Node;

/**
 * Paints at most once per frame, however often it is asked to, and not while its node cannot be seen: a canvas that is
 * not shown would keep everything painted on it.
 */
public final class Repaint extends AnimationTimer {
    private final Node node;
    private final Runnable paint;

    public Repaint(Node node, Runnable paint) {
        this.node = node;
        this.paint = paint;
    }

    /** Does something each time a node in a tab comes into view. */
    public static void whenShown(Node inTab, Runnable action) {
        inTab.parentProperty().flatMap(Node::visibleProperty).subscribe(visible -> {
            if (visible != null && visible) {
                action.run();
            }
        });
    }

    /** Asks for the picture to be painted in the next frame. */
    public void request() {
        start();
    }

    @Override
    public void handle(long now) {
        stop();
        if (visible()) {
            paint.run();
        }
    }

    private boolean visible() {
        if (node.getScene() == null) {
            return false;
        }
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
