package dev.partita.settings;

/**
 * What a kernel was measured to need.
 *
 * @param workspaceBytes scratch memory, to the byte
 * @param seconds time of one call
 * @param flops its arithmetic, by which others like it are estimated
 * @param trafficBytes its operands' bytes, likewise
 */
public record StoredCost(long workspaceBytes, double seconds, double flops, long trafficBytes) {
    public StoredCost {
        if (workspaceBytes < 0 || !amount(seconds) || !amount(flops) || trafficBytes < 0) {
            throw new IllegalArgumentException("A kernel needs no less than nothing, found a workspace of "
                    + workspaceBytes + " bytes, " + seconds + " seconds, " + flops + " FLOPs and " + trafficBytes
                    + " bytes of operands.");
        }
    }

    private static boolean amount(double value) {
        return value >= 0 && !Double.isInfinite(value);
    }
}
