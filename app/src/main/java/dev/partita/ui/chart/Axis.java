package dev.partita.ui.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * From values to pixels, with round numbers to write beside it.
 *
 * @param startPixel where {@code from} is drawn
 * @param endPixel where {@code to} is drawn
 * @param logarithmic only with positive values
 */
record Axis(double from, double to, double startPixel, double endPixel, boolean logarithmic) {
    private static final double[] ROUND = {1, 2, 5};

    Axis {
        if (!(from < to) || logarithmic && !(from > 0)) {
            throw new IllegalArgumentException(
                    "An axis rises" + (logarithmic ? " from above 0" : "") + ", found " + from + " to " + to + ".");
        }
    }

    double pixel(double value) {
        double fraction = logarithmic
                ? Math.log(Math.max(value, Double.MIN_NORMAL) / from) / Math.log(to / from)
                : (value - from) / (to - from);
        return startPixel + fraction * (endPixel - startPixel);
    }

    /** The value at a pixel, on an axis that is not logarithmic. */
    double value(double pixel) {
        return from + (pixel - startPixel) / (endPixel - startPixel) * (to - from);
    }

    /** Round values on the axis, at most about this many. */
    List<Double> ticks(int most) {
        List<Double> decades = logarithmic ? decades(most) : List.of();
        return decades.size() >= 2 ? decades : evenly(most);
    }

    private List<Double> evenly(int most) {
        double rough = (to - from) / Math.max(1, most);
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double step =
                magnitude * (rough <= magnitude ? 1 : rough <= 2 * magnitude ? 2 : rough <= 5 * magnitude ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> decades(int most) {
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(from)); decade <= Math.log10(to); decade++) {
            for (double digit : ROUND) {
                double value = digit * Math.pow(10, decade);
                if (value >= from && value <= to) {
                    ticks.add(value);
                }
            }
        }
        if (ticks.size() <= most) {
            return ticks;
        }
        return ticks.stream()
                .filter(value -> Math.abs(Math.log10(value) % 1) < 1e-9)
                .toList();
    }
}
