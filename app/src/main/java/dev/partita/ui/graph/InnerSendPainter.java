package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** What is sent inside boxes: how much beside each, and on the strip of a run before which blocks. */
final class InnerSendPainter {
    private static final double AWAY = 11;

    private InnerSendPainter() {}

    static void paint(Frame frame, InnerSends sends) {
        if (frame.detail() != Detail.EVERYTHING) {
            return;
        }
        GraphicsContext g = frame.graphics();
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (Box box : frame.picture().boxes(frame.visible().grown(2 * AWAY))) {
            InnerSends.Sends inside = sends.of(box);
            if (!inside.text().isEmpty()) {
                Area area = frame.picture().area(box);
                double y = box.frame() ? area.y() - AWAY : area.bottom() + AWAY;
                WirePainter.badge(frame, inside.text(), area.centreX(), y, "warning");
                marks(frame, box, inside);
            }
        }
    }

    private static void marks(Frame frame, Box box, InnerSends.Sends inside) {
        Area strip = frame.picture().strip(box);
        double cell = strip.width() / box.cells();
        GraphicsContext g = frame.graphics();
        g.setFill(frame.colour("warning"));
        for (int block : inside.blocks()) {
            double x = strip.x() + block * cell;
            g.fillRect(x - 0.75, strip.y() - 3, 1.5, strip.height() + 6);
        }
    }
}
