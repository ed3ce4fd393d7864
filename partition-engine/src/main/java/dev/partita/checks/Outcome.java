package dev.partita.checks;

/**
 * What a plan that compiles leads to.
 *
 * @param peakBytes of the device that a fix is about
 */
public record Outcome(long peakBytes, double stepSeconds, double samplesPerSecond) {
    /** Samples of one step. */
    double globalBatch() {
        return stepSeconds * samplesPerSecond;
    }
}
