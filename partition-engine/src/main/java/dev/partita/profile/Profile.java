package dev.partita.profile;

/**
 * How a runtime keeps, allocates and executes: what turns a plan into a program.
 *
 * @param name {@code cpu}; for catalogue devices {@code analytic} or {@code megatron}
 * @param exact true where bytes planned are the bytes reserved; otherwise memory is an estimate
 * @param alignmentBytes every buffer starts at a multiple of this
 * @param overheadBytes memory per device that the runtime itself takes (context, libraries)
 * @param sharedCores processor cores that all devices share; 0 where each device computes on its own
 * @param copyBytesPerSecond rate at which a shared core copies a transfer's bytes; only read with shared cores
 * @param collectives how long devices take to send each other something
 */
public record Profile(
        String name,
        boolean exact,
        KernelCatalog catalog,
        int alignmentBytes,
        long overheadBytes,
        int sharedCores,
        double copyBytesPerSecond,
        CollectiveTimes collectives) {
    public Profile {
        if (Integer.bitCount(alignmentBytes) != 1) {
            throw new IllegalArgumentException("An alignment is a power of two, found " + alignmentBytes + ".");
        }
    }

    /** A profile whose links carry what is declared of them. */
    public Profile(
            String name,
            boolean exact,
            KernelCatalog catalog,
            int alignmentBytes,
            long overheadBytes,
            int sharedCores,
            double copyBytesPerSecond) {
        this(name, exact, catalog, alignmentBytes, overheadBytes, sharedCores, copyBytesPerSecond, new DeclaredLinks());
    }
}
