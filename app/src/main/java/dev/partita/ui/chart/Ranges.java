package dev.partita.ui.chart;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a chart's axes reach over. */
final class Ranges {
    /** Room above and below the curves, as a part of their range. */
    private static final double MARGIN = 0.06;

    /** The part of the points that is sure to be in the picture where outliers are cut off. */
    private static final double KEPT_QUANTILE = 0.95;

    private Ranges() {}

    static Axis horizontal(CurvePainter.Content content, double left, double right) {
        double from = content.lines().stream()
                .map(ChartLine::curve)
                .filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.x(0))
                .min()
                .orElse(0);
        double to = content.lines().stream()
                .map(ChartLine::curve)
                .filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.x(curve.size() - 1))
                .max()
                .orElse(1);
        return new Axis(from, to > from ? to : from + 1, left, right, false);
    }

    static Axis vertical(CurvePainter.Content content, double bottom, double top) {
        if (content.cutsOutliers()) {
            double highest =
                    content.bands().stream().mapToDouble(ChartBand::to).max().orElse(0);
            double to = Math.max(highest, quantile(values(content))) * 1.15;
            return new Axis(0, to > 0 ? to : 1, bottom, top, false);
        }
        double low = values(content).min().orElse(0);
        double high = values(content).max().orElse(1);
        boolean logarithmic = content.logarithmic() && low > 0;
        if (logarithmic) {
            double ratio = Math.max(1.02, Math.pow(high / low, MARGIN));
            return new Axis(low / ratio, high * ratio, bottom, top, true);
        }
        double room = high > low ? MARGIN * (high - low) : Math.max(1e-9, Math.abs(high) * 0.1);
        return new Axis(low - room, high + room, bottom, top, false);
    }

    private static double quantile(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * KEPT_QUANTILE))];
    }

    private static DoubleStream values(CurvePainter.Content content) {
        return content.lines().stream()
                .flatMapToDouble(line -> IntStream.range(0, line.curve().size()).mapToDouble(line.curve()::y))
                .filter(value -> Double.isFinite(value) && !(content.logarithmic() && value <= 0));
    }
}
