package dev.partita.settings;

/**
 * What a kernel was measured to need.
 *
 * @param workspaceBytes scratch memory, to the byte
 * @param seconds time of one call
 */
public record StoredCost(long workspaceBytes, double seconds) {
    public StoredCost {
        if (workspaceBytes < 0 || !(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("A kernel needs no less than nothing, found a workspace of "
                    + workspaceBytes + " bytes and " + seconds + " seconds.");
        }
    }
}
