package dev.partita.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round values to label an axis with. */
public final class Ticks {
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** A place on an axis and what is written there. */
    public record Tick(double value, String label) {}

    private record Unit(double seconds, String name) {}

    private static final List<Unit> UNITS =
            List.of(new Unit(60, "min"), new Unit(1, "s"), new Unit(1e-3, "ms"), new Unit(1e-6, "µs"));

    private Ticks() {}

    /** The smallest round distance that gives at most this many ticks. */
    public static double step(double span, int most) {
        double least = span / Math.max(1, most);
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * decade >= least * (1 - 1e-9)) {
                return round * decade;
            }
        }
        return 10 * decade;
    }

    /** Round multiples between two values. */
    public static List<Double> between(double from, double to, int most) {
        double step = step(to - from, most);
        List<Double> values = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to * (1 + 1e-12); i++) {
            values.add(i * step);
        }
        return values;
    }

    /** Moments, all in the unit that suits the last one. */
    public static List<Tick> times(double fromSeconds, double toSeconds, int most) {
        Unit unit = UNITS.stream()
                .filter(candidate -> toSeconds >= (candidate.seconds() == 60 ? 600 : candidate.seconds()))
                .findFirst()
                .orElse(UNITS.getLast());
        double from = fromSeconds / unit.seconds();
        double to = toSeconds / unit.seconds();
        int digits = digits(step(to - from, most));
        return between(from, to, most).stream()
                .map(value -> new Tick(
                        value * unit.seconds(), String.format(Locale.ROOT, "%." + digits + "f ", value) + unit.name()))
                .toList();
    }

    private static int digits(double step) {
        int digits = 0;
        double scaled = step;
        while (digits < 9 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled) {
            scaled *= 10;
            digits++;
        }
        return digits;
    }

    /** Sizes of memory: binary steps, so that labels are whole. */
    public static List<Double> bytes(double to, int most) {
        double least = to / Math.max(1, most);
        double step = Math.pow(2, Math.ceil(Math.log(Math.max(1, least)) / Math.log(2)));
        List<Double> values = new ArrayList<>();
        for (double value = 0; value <= to; value += step) {
            values.add(value);
        }
        return values;
    }

    /** The powers of ten between two positive values. */
    public static List<Double> decades(double from, double to) {
        List<Double> values = new ArrayList<>();
        for (int power = (int) Math.ceil(Math.log10(from) - 1e-9); Math.pow(10, power) <= to * (1 + 1e-9); power++) {
            values.add(Math.pow(10, power));
        }
        return values;
    }
}
