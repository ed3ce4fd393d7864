package dev.partita.sweep;

/**
 * What a table leaves open. Both rules below are read off the residuals of rows that were fitted, never of rows that are
 * reported; a column of the table overrules them.
 *
 * @param capacityBytes memory of one device
 */
record Defaults(double capacityBytes) {
    static final long MICROBATCH = 1;

    /** GPT-2's tokens, as a model without tensor parallelism computes them. */
    static final long TOKENS = 50_257;

    /** The same padded, as Megatron does to shard them evenly. */
    static final long PADDED_TOKENS = 51_200;

    static long vocabulary(int tensor) {
        return tensor == 1 ? TOKENS : PADDED_TOKENS;
    }

    /**
     * Full, unless the model is so small that one device trains it a sample at a time and keeps every activation: such
     * runs have no reason to compute anything twice.
     */
    Recompute recompute(Configuration sizes) {
        Configuration alone = new Configuration(
                1,
                1,
                1,
                sizes.width(),
                sizes.heads(),
                sizes.layers(),
                sizes.sequence(),
                sizes.vocabulary(),
                1,
                1,
                1,
                1,
                Recompute.NONE);
        return TrainingMemory.of(alone).peakBytes() <= capacityBytes ? Recompute.NONE : Recompute.FULL;
    }
}
