package dev.partita.ui.training;

import java.util.OptionalDouble;

/**
 * Where a run is and how fast.
 *
 * @param step that was taken last, counted over all runs that continue one another
 * @param done steps of this run
 * @param unitsPerSecond tokens or samples over the last few steps; empty before the first
 */
record Pace(
        long step,
        long done,
        long steps,
        OptionalDouble loss,
        OptionalDouble stepSeconds,
        OptionalDouble unitsPerSecond) {
    static final Pace NONE = new Pace(0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /** Seconds until all steps are done, at the pace of the last few. */
    OptionalDouble secondsLeft() {
        return stepSeconds.isPresent()
                ? OptionalDouble.of((steps - done) * stepSeconds.getAsDouble())
                : OptionalDouble.empty();
    }
}
