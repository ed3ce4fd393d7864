package dev.partita.executor;

import java.util.Arrays;

/**
 * When the tasks of a step ran, in nanoseconds from its start. A task that several devices share lasts from the first
 * one's start to the last one's end; the slowest says what it takes.
 */
final class StepTimes {
    private final long[] startNanos;
    private final long[] endNanos;
    private final long[] cpuNanos;
    private volatile long stepStart;

    StepTimes(int tasks) {
        startNanos = new long[tasks];
        endNanos = new long[tasks];
        cpuNanos = new long[tasks];
    }

    synchronized void stepBegins() {
        Arrays.fill(startNanos, Long.MAX_VALUE);
        Arrays.fill(endNanos, 0);
        Arrays.fill(cpuNanos, 0);
        stepStart = System.nanoTime();
    }

    /** One device's share of a task, by the clock's nanoseconds. */
    synchronized void add(int task, long start, long end, long cpu) {
        startNanos[task] = Math.min(startNanos[task], start - stepStart);
        endNanos[task] = Math.max(endNanos[task], end - stepStart);
        cpuNanos[task] = Math.max(cpuNanos[task], cpu);
    }

    /** False while no device has done its share of a task. */
    synchronized boolean begun(int task) {
        return endNanos[task] > 0;
    }

    /** The step that has ended now. */
    synchronized StepRecord record(double loss, double seconds, boolean overflowed) {
        return new StepRecord(loss, seconds, overflowed, startNanos.clone(), endNanos.clone(), cpuNanos.clone());
    }

    double secondsSoFar() {
        return (System.nanoTime() - stepStart) / 1e9;
    }
}
