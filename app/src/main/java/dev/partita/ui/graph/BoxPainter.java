package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Part;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Cards and frames. */
final class BoxPainter {
    private static final double CORNER = 16; // diameter
    private static final double NAME = 13.5;
    private static final double SECONDARY = 11;

    private final Frame frame;
    private final GraphicsContext g;

    BoxPainter(Frame frame) {
        this.frame = frame;
        this.g = frame.graphics();
    }

    /** Frames lie below wires, cards above. */
    void paint(boolean frames) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (Box box : frame.picture().boxes(frame.visible())) {
            if (box.frame() == frames) {
                double outside = frame.picture().graph().outside(box) ? 0.85 : 1;
                g.setGlobalAlpha(frame.dimmed(box.layers()) ? 0.3 : outside);
                paint(box);
            }
        }
        g.setGlobalAlpha(1);
    }

    private void paint(Box box) {
        Area area = frame.picture().area(box);
        if (frame.detail() == Detail.BLOCKS && !box.frame()) {
            block(box, area);
            return;
        }
        boolean selected = frame.selected(box.layers());
        glow(box, area);
        body(box, area, selected);
        header(box, area);
        new StripPainter(frame).paint(box);
    }

    /** From afar a box is its colours. */
    private void block(Box box, Area area) {
        for (Strips.Piece piece : frame.strips().of(box)) {
            g.setFill(piece.paint());
            g.fillRect(
                    area.x() + piece.from() * area.width(),
                    area.y(),
                    (piece.to() - piece.from()) * area.width(),
                    area.height());
        }
        if (frame.selected(box.layers())) {
            g.setStroke(frame.colour("accent"));
            g.setLineWidth(frame.pixels(2));
            g.strokeRect(area.x(), area.y(), area.width(), area.height());
        }
    }

    /** What computes at the time cursor glows in its device's colour. */
    private void glow(Box box, Area area) {
        if (box.frame() || frame.active().isEmpty() || box.layers().stream().noneMatch(frame.active()::contains)) {
            return;
        }
        Color colour = frame.strips().main(box);
        for (double spread : new double[] {9, 6, 3}) {
            g.setFill(colour.deriveColor(0, 1, 1, 0.16));
            Area wide = area.grown(spread);
            g.fillRoundRect(wide.x(), wide.y(), wide.width(), wide.height(), CORNER + 2 * spread, CORNER + 2 * spread);
        }
    }

    private void body(Box box, Area area, boolean selected) {
        boolean hovered = frame.hovered().filter(box::equals).isPresent();
        Color fill = frame.colour(selected ? "accent-soft" : "card");
        g.setFill(box.frame() ? frame.colour("panel").deriveColor(0, 1, 1, 0.8) : fill);
        g.fillRoundRect(area.x(), area.y(), area.width(), area.height(), CORNER, CORNER);
        boolean outside = frame.picture().graph().outside(box);
        g.setStroke(frame.colour(selected ? "accent" : hovered || outside ? "muted" : "border"));
        g.setLineWidth(selected ? Math.max(1.6, frame.pixels(1.6)) : Math.max(1, frame.pixels(0.8)));
        if (outside) {
            g.setLineDashes(5, 4);
        }
        g.strokeRoundRect(area.x(), area.y(), area.width(), area.height(), CORNER, CORNER);
        g.setLineDashes();
    }

    private void header(Box box, Area area) {
        double left = area.x() + 12;
        double room = area.width() - 24;
        if (frame.detail() != Detail.EVERYTHING) {
            double size = Math.min(frame.pixels(11), box.frame() ? 22 : area.height() / 2);
            double middle = box.frame() ? area.y() + 17 : area.centreY() - 3;
            text(frame.texts().name(box), area.x() + 7, middle, area.width() - 14, size, true, "text");
            return;
        }
        double marks = marks(box, area);
        text(title(box), left, area.y() + 18, room - marks, NAME, true, "text");
        if (!box.frame()) {
            text(frame.texts().detail(box), left, area.y() + 36, room, SECONDARY, false, "muted");
        }
    }

    /** A frame of a run names the block that stands for it; what lies outside has its whole path. */
    private String title(Box box) {
        if (frame.picture().graph().outside(box)) {
            return box.id();
        }
        return box.frame() && box.part() instanceof Part.Run run
                ? frame.texts().shown(run, box.shownBlock())
                : frame.texts().name(box);
    }

    /** The mark to fold or unfold and how many blocks there are; returns the room they take. */
    private double marks(Box box, Area area) {
        if (!box.foldable()) {
            return 0;
        }
        Area mark = frame.picture().foldMark(box);
        g.setStroke(frame.colour("muted"));
        g.setLineWidth(1.5);
        if (box.frame()) {
            g.strokePolyline(
                    new double[] {mark.x() + 2, mark.centreX(), mark.right() - 2},
                    new double[] {mark.y() + 4, mark.bottom() - 4, mark.y() + 4},
                    3);
        } else {
            g.strokePolyline(
                    new double[] {mark.x() + 4, mark.right() - 4, mark.x() + 4},
                    new double[] {mark.y() + 2, mark.centreY(), mark.bottom() - 2},
                    3);
        }
        return box.cells() > 1 ? 20 + count(box, area.right() - 34, area.y() + 18) : 20;
    }

    private double count(Box box, double right, double middle) {
        String count = "×" + box.cells();
        double width = Fonts.width(count, SECONDARY) + 12;
        g.setFill(frame.colour("raised"));
        g.fillRoundRect(right - width, middle - 9, width, 18, 18, 18);
        g.setStroke(frame.colour("border"));
        g.setLineWidth(1);
        g.strokeRoundRect(right - width, middle - 9, width, 18, 18, 18);
        text(count, right - width + 6, middle, width, SECONDARY, false, "text");
        return width + 16;
    }

    private void text(String text, double x, double y, double room, double size, boolean bold, String token) {
        g.setFont(bold ? frame.fonts().bold(size) : frame.fonts().plain(size));
        g.setFill(frame.colour(token));
        g.fillText(Fonts.fitting(text, size * (bold ? 1.06 : 1), room), x, y);
    }

    /** Where wires may begin and end, on the card under the hand. */
    void ports(Box box) {
        if (box.frame() || !(box.part() instanceof Part.Single(var layer)) || frame.detail() != Detail.EVERYTHING) {
            return;
        }
        Area area = frame.picture().area(box);
        for (int i = 0; i < layer.inputs().size(); i++) {
            port(area.x(), frame.picture().inputY(box, i));
        }
        port(area.right(), area.centreY());
    }

    private void port(double x, double y) {
        g.setFill(frame.colour("panel"));
        g.fillOval(x - 4, y - 4, 8, 8);
        g.setStroke(frame.colour("accent"));
        g.setLineWidth(1.5);
        g.strokeOval(x - 4, y - 4, 8, 8);
    }
}
