package dev.partita.ui.chart;

import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** One picture of a chart. */
final class CurvePainter {
    /** Points of secondary text at a scale of 1. */
    private static final double TEXT = 11;

    private static final double BAND_OPACITY = 0.18;

    /** What is in the picture. */
    record Content(List<ChartLine> lines, List<ChartBand> bands, boolean logarithmic, boolean cutsOutliers) {
        boolean isEmpty() {
            return lines.stream().allMatch(line -> line.curve().size() == 0);
        }
    }

    private final GraphicsContext pen;
    private final Tokens tokens;
    private final double text;
    private final double width;
    private final double height;
    private final DoubleFunction<String> horizontal;
    private final DoubleFunction<String> vertical;

    CurvePainter(Canvas canvas, Look look, DoubleFunction<String> horizontal, DoubleFunction<String> vertical) {
        this.pen = canvas.getGraphicsContext2D();
        this.tokens = look.tokens().get();
        this.text = TEXT * look.scale().get();
        this.width = canvas.getWidth();
        this.height = canvas.getHeight();
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    void paint(String title, String empty, Content content, OptionalDouble pointer) {
        pen.clearRect(0, 0, width, height);
        pen.setFont(Font.font(Look.FONT_FAMILY, text));
        write(title, 0, text, "muted", TextAlignment.LEFT);
        double left = 5 * text;
        double right = width - 4;
        double top = 2.4 * text;
        double bottom = height - 2 * text;
        if (right - left < 4 || bottom - top < 4) {
            return;
        }
        if (content.isEmpty()) {
            write(empty, width / 2, (top + bottom) / 2, "muted", TextAlignment.CENTER);
            return;
        }
        Axis x = Ranges.horizontal(content, left, right);
        Axis y = Ranges.vertical(content, bottom, top);
        grid(x, y);
        pen.save();
        pen.beginPath();
        pen.rect(left, top - 1, right - left + 1, bottom - top + 2);
        pen.clip();
        content.bands().forEach(band -> band(band, x, y));
        content.lines().forEach(line -> line(line, x, y));
        pen.restore();
        if (pointer.isPresent()) {
            values(content, x, y, Math.clamp(pointer.getAsDouble(), left, right));
        } else {
            content.bands().forEach(this::bandLabel);
        }
    }

    private void grid(Axis x, Axis y) {
        pen.setStroke(tokens.colour("grid"));
        pen.setLineWidth(1);
        for (double tick : y.ticks((int) (Math.abs(y.endPixel() - y.startPixel()) / (2.2 * text)))) {
            double at = Math.round(y.pixel(tick)) + 0.5;
            pen.strokeLine(x.startPixel(), at, x.endPixel(), at);
            write(shortened(vertical.apply(tick)), x.startPixel() - text / 2, at, "muted", TextAlignment.RIGHT);
        }
        for (double tick : x.ticks((int) ((x.endPixel() - x.startPixel()) / (7 * text)))) {
            TextAlignment alignment =
                    x.pixel(tick) > x.endPixel() - 2 * text ? TextAlignment.RIGHT : TextAlignment.CENTER;
            write(horizontal.apply(tick), x.pixel(tick), height - text * 0.8, "muted", alignment);
        }
    }

    /** Round numbers need no zeros at their end. */
    private static String shortened(String number) {
        return number.matches("-?\\d+\\.\\d+") ? number.replaceAll("\\.?0+$", "") : number;
    }

    private void band(ChartBand band, Axis x, Axis y) {
        Color colour = band.colour().apply(tokens);
        double high = y.pixel(band.to());
        pen.setFill(colour.deriveColor(0, 1, 1, BAND_OPACITY));
        pen.fillRect(x.startPixel(), high, x.endPixel() - x.startPixel(), y.pixel(band.from()) - high);
        pen.setStroke(colour);
        pen.setLineWidth(1);
        pen.setLineDashes(4, 3);
        pen.strokeLine(x.startPixel(), Math.round(high) + 0.5, x.endPixel(), Math.round(high) + 0.5);
        pen.setLineDashes();
    }

    /** In the line of the title, behind a piece of the band's line, where no curve can come; the pointer's values win. */
    private void bandLabel(ChartBand band) {
        write(band.label(), width - 4, text, "muted", TextAlignment.RIGHT);
        Text measured = new Text(band.label());
        measured.setFont(pen.getFont());
        double right = width - 4 - measured.getLayoutBounds().getWidth() - text / 2;
        pen.setStroke(band.colour().apply(tokens));
        pen.setLineDashes(4, 3);
        pen.strokeLine(right - 1.6 * text, Math.round(text) + 0.5, right, Math.round(text) + 0.5);
        pen.setLineDashes();
    }

    private void line(ChartLine line, Axis x, Axis y) {
        Curve curve = line.curve();
        pen.setStroke(line.colour().apply(tokens));
        pen.setLineWidth(line.width());
        int[] kept = Decimation.kept(curve, x.from(), x.to(), (int) (x.endPixel() - x.startPixel()));
        double[] xs = new double[kept.length];
        double[] ys = new double[kept.length];
        int count = 0;
        for (int point : kept) {
            double value = curve.y(point);
            if (!Double.isFinite(value) || y.logarithmic() && value <= 0) {
                stroke(xs, ys, count);
                count = 0;
            } else {
                xs[count] = x.pixel(curve.x(point));
                ys[count++] = y.pixel(value);
            }
        }
        stroke(xs, ys, count);
    }

    private void stroke(double[] xs, double[] ys, int count) {
        if (count == 1) {
            pen.strokeOval(xs[0] - 1, ys[0] - 1, 2, 2);
        } else if (count > 1) {
            pen.strokePolyline(xs, ys, count);
        }
    }

    /** The points nearest to the pointer, with their values. */
    private void values(Content content, Axis x, Axis y, double at) {
        pen.setStroke(tokens.colour("border"));
        pen.setLineWidth(1);
        pen.strokeLine(Math.round(at) + 0.5, y.endPixel(), Math.round(at) + 0.5, y.startPixel());
        StringBuilder values = new StringBuilder();
        for (ChartLine line : content.lines()) {
            if (line.curve().size() == 0 || line.label().isEmpty()) {
                continue;
            }
            int point = line.curve().nearest(x.value(at));
            double value = line.curve().y(point);
            if (values.isEmpty()) {
                values.append(horizontal.apply(line.curve().x(point)));
            }
            values.append("   ").append(line.label()).append(' ').append(vertical.apply(value));
            if (Double.isFinite(value)) {
                pen.setFill(line.colour().apply(tokens));
                pen.fillOval(x.pixel(line.curve().x(point)) - 3, y.pixel(value) - 3, 6, 6);
            }
        }
        write(values.toString(), width - 4, text, "text", TextAlignment.RIGHT);
    }

    private void write(String words, double x, double y, String token, TextAlignment alignment) {
        pen.setFill(tokens.colour(token));
        pen.setTextAlign(alignment);
        pen.setTextBaseline(VPos.CENTER);
        pen.fillText(words, x, y);
    }
}
