package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The strip of colours on a box, which of its blocks are selected, and where a drop would take it. */
final class StripPainter {
    private final Frame frame;
    private final GraphicsContext g;

    StripPainter(Frame frame) {
        this.frame = frame;
        this.g = frame.graphics();
    }

    void paint(Box box) {
        Area strip = strip(box);
        for (Strips.Piece piece : frame.strips().of(box)) {
            g.setFill(piece.paint());
            g.fillRect(
                    strip.x() + piece.from() * strip.width(),
                    strip.y(),
                    (piece.to() - piece.from()) * strip.width(),
                    strip.height());
        }
        double cell = strip.width() / box.cells();
        for (int i = 0; i < box.cells(); i++) {
            if (box.cells() > 1 && frame.selected(box.cellLayers(i))) {
                bracket(strip, strip.x() + i * cell, cell);
            }
        }
        moved(box, strip);
        if (box.frame() && box.cells() > 1) {
            pointer(strip.x() + (box.shownBlock() + 0.5) * cell, strip.bottom() + 2);
        }
    }

    /** From afar the strip is thicker, for it is what is left to see. */
    private Area strip(Box box) {
        Area strip = frame.picture().strip(box);
        if (frame.detail() == Detail.EVERYTHING) {
            return strip;
        }
        double height = Math.min(12, frame.pixels(4));
        return new Area(strip.x(), strip.bottom() - height + 2, strip.width(), height);
    }

    private void bracket(Area strip, double x, double width) {
        g.setFill(frame.colour("accent"));
        g.fillRect(x, strip.y() - 3, width, 2);
        g.fillRect(x, strip.bottom() + 1, width, 2);
    }

    private void pointer(double x, double y) {
        g.setFill(frame.colour("text"));
        g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {y + 5, y + 5, y}, 3);
    }

    /** Neighbouring blocks that are elsewhere on the same device share an outline. */
    private void moved(Box box, Area strip) {
        if (frame.elsewhere().isEmpty() || box.frame() && box.cells() == 1) {
            return;
        }
        if (box.cells() == 1) {
            elsewhere(box.layers()).ifPresent(colour -> hatch(frame.picture().area(box), colour));
            return;
        }
        double cell = strip.width() / box.cells();
        for (int first = 0; first < box.cells(); ) {
            Optional<Color> colour = elsewhere(box.cellLayers(first));
            int end = first + 1;
            while (end < box.cells() && elsewhere(box.cellLayers(end)).equals(colour)) {
                end++;
            }
            Area part = new Area(strip.x() + first * cell, strip.y(), (end - first) * cell, strip.height());
            colour.ifPresent(found -> hatch(part.grown(3), found));
            first = end;
        }
    }

    /** The colour of the other device of the first layer that has one; empty where all are where they were. */
    private Optional<Color> elsewhere(List<String> layers) {
        Placed elsewhere = frame.elsewhere().orElse(Placed.NOWHERE);
        return layers.stream()
                .filter(layer -> !elsewhere.of(layer).equals(frame.placed().of(layer)))
                .findFirst()
                .map(elsewhere::of)
                .map(next ->
                        next.isEmpty() ? frame.colour("muted") : frame.tokens().device(next.getFirst()));
    }

    private void hatch(Area area, Color colour) {
        g.save();
        g.beginPath();
        g.rect(area.x(), area.y(), area.width(), area.height());
        g.clip();
        g.setStroke(colour.deriveColor(0, 1, 1, 0.55));
        g.setLineWidth(2);
        g.beginPath();
        for (double x = area.x() - area.height(); x < area.right(); x += 7) {
            g.moveTo(x, area.bottom());
            g.lineTo(x + area.height(), area.y());
        }
        g.stroke();
        g.restore();
        g.setStroke(colour);
        g.setLineWidth(1.6);
        g.strokeRoundRect(area.x(), area.y(), area.width(), area.height(), 8, 8);
    }
}
