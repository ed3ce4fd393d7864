package dev.partita.executor;

/** Notices that nothing has run, moved or completed for too long. */
final class StallWatch {
    private final long limitNanos;
    private long lastChange = System.nanoTime();
    private int lastLeft = -1;

    StallWatch(double limitSeconds) {
        this.limitNanos = (long) (limitSeconds * 1e9);
    }

    boolean stuck(int tasksLeft, boolean moving) {
        long now = System.nanoTime();
        if (moving || tasksLeft != lastLeft) {
            lastLeft = tasksLeft;
            lastChange = now;
        }
        return now - lastChange > limitNanos;
    }
}
