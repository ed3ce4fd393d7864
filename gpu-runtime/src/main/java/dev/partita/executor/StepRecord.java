package dev.partita.executor;

/**
 * What one step did.
 *
 * @param loss mean over the global batch, all losses added
 * @param overflowed true if the gradients overflowed and the weights are as before
 * @param startNanos by task, from the start of the step
 * @param endNanos by task, from the start of the step
 * @param cpuNanos by task, of its thread; for transfers the time of the copy itself
 */
public record StepRecord(
        double loss, double seconds, boolean overflowed, long[] startNanos, long[] endNanos, long[] cpuNanos) {
    /** A step that changed the weights. */
    public StepRecord(double loss, double seconds, long[] startNanos, long[] endNanos, long[] cpuNanos) {
        this(loss, seconds, false, startNanos, endNanos, cpuNanos);
    }
}
