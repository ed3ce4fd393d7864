package dev.partita.ui.chart;

/**
 * The part of a step that is in view. Zooming and panning give another axis, which never shows more than the step.
 *
 * @param totalSeconds of all there is to see
 */
public record TimeAxis(double totalSeconds, double fromSeconds, double toSeconds) {
    /** A nanosecond in view is as near as anybody wants to look. */
    private static final double LEAST_SECONDS = 1e-9;

    public static final TimeAxis EMPTY = whole(1);

    public TimeAxis {
        if (!(fromSeconds >= 0 && toSeconds > fromSeconds && toSeconds <= totalSeconds * (1 + 1e-12))) {
            throw new IllegalArgumentException(
                    "An axis of " + totalSeconds + " s cannot show " + fromSeconds + " to " + toSeconds + " s.");
        }
    }

    /** The whole of a step; an empty step counts as a nanosecond. */
    public static TimeAxis whole(double totalSeconds) {
        double total = Math.max(LEAST_SECONDS, totalSeconds);
        return new TimeAxis(total, 0, total);
    }

    public double spanSeconds() {
        return toSeconds - fromSeconds;
    }

    public double x(double seconds, double width) {
        return (seconds - fromSeconds) / spanSeconds() * width;
    }

    public double seconds(double x, double width) {
        return fromSeconds + x / width * spanSeconds();
    }

    /** @param factor less than 1 to see less; what is at {@code atSeconds} stays where it is */
    public TimeAxis zoomed(double factor, double atSeconds) {
        double span = Math.clamp(spanSeconds() * factor, Math.min(LEAST_SECONDS, totalSeconds), totalSeconds);
        double share = (atSeconds - fromSeconds) / spanSeconds();
        return from(atSeconds - share * span, span);
    }

    /** @param share of what is in view; negative towards the start */
    public TimeAxis panned(double share) {
        return from(fromSeconds + share * spanSeconds(), spanSeconds());
    }

    /** With this range in view and a little around it. */
    public TimeAxis focused(double startSeconds, double endSeconds) {
        double span =
                Math.clamp((endSeconds - startSeconds) * 1.4, Math.min(LEAST_SECONDS, totalSeconds), totalSeconds);
        return from((startSeconds + endSeconds - span) / 2, span);
    }

    /** The same range of a step of another length, where it has one; the whole step if all of it was in view. */
    public TimeAxis withTotal(double seconds) {
        double total = Math.max(LEAST_SECONDS, seconds);
        boolean whole = spanSeconds() >= totalSeconds * (1 - 1e-9);
        return whole ? whole(total) : new TimeAxis(total, 0, total).from(fromSeconds, Math.min(total, spanSeconds()));
    }

    private TimeAxis from(double seconds, double span) {
        double start = Math.clamp(seconds, 0, Math.max(0, totalSeconds - span));
        return new TimeAxis(totalSeconds, start, Math.min(totalSeconds, start + span));
    }
}
