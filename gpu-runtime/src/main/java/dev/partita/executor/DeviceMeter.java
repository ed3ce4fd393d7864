package dev.partita.executor;

/**
 * Where a device's time goes, as it happens. A moment counts as compute while a kernel runs, else as communication while
 * a transfer touches the device, else as idle unless the run is paused; the part of compute in which the thread had no
 * core is waiting.
 */
public final class DeviceMeter {
    /** Totals since the meter was made, in nanoseconds and bytes. */
    public record Reading(
            long computeNanos,
            long communicationNanos,
            long idleNanos,
            long coreWaitNanos,
            long sentBytes,
            long receivedBytes) {
        /** What happened between an earlier reading and this one. */
        public Reading since(Reading earlier) {
            return new Reading(
                    computeNanos - earlier.computeNanos,
                    communicationNanos - earlier.communicationNanos,
                    idleNanos - earlier.idleNanos,
                    coreWaitNanos - earlier.coreWaitNanos,
                    sentBytes - earlier.sentBytes,
                    receivedBytes - earlier.receivedBytes);
        }

        public long totalNanos() {
            return computeNanos + communicationNanos + idleNanos + coreWaitNanos;
        }
    }

    private boolean computing;
    private boolean held;
    private int transfers;
    private long since = System.nanoTime();
    private long computeNanos;
    private long communicationNanos;
    private long idleNanos;
    private long coreWaitNanos;
    private long sentBytes;
    private long receivedBytes;

    synchronized void computeStarts() {
        settle();
        computing = true;
    }

    /** @param waitNanos wall time of the kernels less their thread's CPU time */
    synchronized void computeEnds(long waitNanos) {
        settle();
        computing = false;
        computeNanos -= waitNanos;
        coreWaitNanos += waitNanos;
    }

    synchronized void transferStarts() {
        settle();
        transfers++;
    }

    synchronized void transferEnds(long sent, long received) {
        settle();
        transfers--;
        sentBytes += sent;
        receivedBytes += received;
    }

    synchronized void hold(boolean paused) {
        settle();
        held = paused;
    }

    synchronized boolean computing() {
        return computing;
    }

    public synchronized Reading read() {
        settle();
        return new Reading(computeNanos, communicationNanos, idleNanos, coreWaitNanos, sentBytes, receivedBytes);
    }

    private void settle() {
        long now = System.nanoTime();
        long elapsed = now - since;
        since = now;
        if (computing) {
            computeNanos += elapsed;
        } else if (transfers > 0) {
            communicationNanos += elapsed;
        } else if (!held) {
            idleNanos += elapsed;
        }
    }
}
