package dev.partita.ui.timeline;

import dev.partita.quantity.Human;
import dev.partita.ui.chart.Plot.Brush;
import dev.partita.ui.look.Tokens;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Paints what moves with the hand or the clock: the slice under the pointer, the selected range, the time cursor. */
final class OverlayPainter {
    private final Geometry geometry;
    private final GraphicsContext graphics;
    private final Tokens tokens;
    private final Brush brush;

    OverlayPainter(Geometry geometry, Brush brush) {
        this.geometry = geometry;
        this.graphics = brush.graphics();
        this.tokens = brush.tokens();
        this.brush = brush;
    }

    void hovered(Hit hit) {
        double left = Math.max(geometry.gutter(), geometry.x(hit.step().lanes().start(hit.entry())));
        double right = Math.min(geometry.width(), geometry.x(hit.step().lanes().end(hit.entry())));
        graphics.setStroke(tokens.colour("text"));
        graphics.setGlobalAlpha(0.7);
        graphics.strokeRoundRect(
                Math.rint(left) + 0.5,
                geometry.top(hit.row()) + 0.5,
                Math.max(1, Math.rint(right) - Math.rint(left) - 2),
                geometry.height(hit.row()) - 1,
                4,
                4);
        graphics.setGlobalAlpha(1);
    }

    void area(Optional<Area> area) {
        if (area.isEmpty()) {
            return;
        }
        double left = Math.max(geometry.gutter(), geometry.x(area.get().fromSeconds()));
        double right = Math.min(geometry.width(), geometry.x(area.get().toSeconds()));
        if (right <= left) {
            return;
        }
        graphics.setFill(tokens.colour("accent"));
        graphics.setGlobalAlpha(0.16);
        graphics.fillRect(left, geometry.ruler(), right - left, geometry.height() - geometry.ruler());
        graphics.setGlobalAlpha(1);
        graphics.fillRect(left, geometry.ruler() - 2, right - left, 2);
        chip(Human.seconds(area.get().seconds()), (left + right) / 2);
    }

    void cursor(double seconds) {
        double x = Math.rint(geometry.x(seconds)) + 0.5;
        if (Double.isNaN(seconds) || x < geometry.gutter() || x > geometry.width()) {
            return;
        }
        graphics.setStroke(tokens.colour("text"));
        graphics.setLineDashes(3, 3);
        graphics.strokeLine(x, geometry.ruler(), x, geometry.height());
        graphics.setLineDashes();
        chip(Human.seconds(seconds), x);
    }

    /** A text in the ruler on a ground of its own. */
    private void chip(String text, double middle) {
        double em = geometry.em();
        double width = text.length() * 0.5 * em + em;
        double left = Math.clamp(
                middle - width / 2, geometry.gutter(), Math.max(geometry.gutter(), geometry.width() - width));
        graphics.setFill(tokens.colour("accent"));
        graphics.fillRoundRect(left, 1, width, geometry.ruler() - 5, 6, 6);
        graphics.setFill(tokens.colour("on-accent"));
        graphics.setFont(brush.small());
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.fillText(text, left + width / 2, (geometry.ruler() - 3) / 2);
    }
}
