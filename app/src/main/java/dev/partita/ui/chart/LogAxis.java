package dev.partita.ui.chart;

/** A logarithmic axis between two positive values. */
public record LogAxis(double from, double to) {
    public LogAxis {
        if (!(from > 0 && to > from)) {
            throw new IllegalArgumentException("A logarithmic axis cannot go from " + from + " to " + to + ".");
        }
    }

    /** Whole decades around two positive values. */
    public static LogAxis around(double least, double most) {
        double from = Math.pow(10, Math.floor(Math.log10(least)));
        double to = Math.pow(10, Math.ceil(Math.log10(most)));
        return new LogAxis(from, to > from ? to : from * 10);
    }

    /** 0 at the start of the axis, 1 at its end. */
    public double share(double value) {
        return Math.log(value / from) / Math.log(to / from);
    }
}
