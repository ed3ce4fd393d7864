package dev.partita.accuracy;

import dev.partita.sweep.Configuration;

/** One row: what was measured and what is predicted for it. */
public record MeasuredRun(Configuration configuration, double measuredSeconds, double predictedSeconds) {
    /** Relative to the measured time; positive where the prediction is too slow. */
    public double error() {
        return predictedSeconds / measuredSeconds - 1;
    }
}
