package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Viewport;
import javafx.scene.canvas.GraphicsContext;

/** The dotted ground, so that moving the canvas is felt. */
final class Backdrop {
    private static final double STEP = 24;
    private static final double CLOSEST_PIXELS = 14;

    private Backdrop() {}

    static void paint(Frame frame) {
        GraphicsContext g = frame.graphics();
        g.setFill(frame.colour("background"));
        g.fillRect(0, 0, frame.width(), frame.height());
        Viewport viewport = frame.viewport();
        double step = STEP * viewport.scale();
        while (step < CLOSEST_PIXELS) {
            step *= 4;
        }
        while (step > CLOSEST_PIXELS * 4) {
            step /= 2;
        }
        g.setFill(frame.colour("grid"));
        for (double x = Math.floorMod((long) viewport.x(), (long) step); x < frame.width(); x += step) {
            for (double y = Math.floorMod((long) viewport.y(), (long) step); y < frame.height(); y += step) {
                g.fillRect(x, y, 1.5, 1.5);
            }
        }
    }
}
