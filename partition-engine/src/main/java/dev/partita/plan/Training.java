package dev.partita.plan;

/**
 * How the model is trained.
 *
 * @param globalBatch samples of one optimizer step
 * @param microbatch samples that pass through the pipeline together; divides the global batch
 * @param clipNorm the global gradient norm is clipped to this; 0 switches clipping off
 */
public record Training(
        long globalBatch,
        long microbatch,
        Schedule schedule,
        Optimizer optimizer,
        LearningRate learningRate,
        double clipNorm) {
    public Training {
        if (microbatch < 1 || globalBatch < 1 || globalBatch % microbatch != 0) {
            throw new IllegalArgumentException("The microbatch must divide the global batch, found a microbatch of "
                    + microbatch + " and a global batch of " + globalBatch + ".");
        }
        if (globalBatch / microbatch > 1 << 20) {
            throw new IllegalArgumentException("A step has at most " + (1 << 20) + " microbatches, found "
                    + globalBatch / microbatch + "; raise the microbatch.");
        }
        if (!(clipNorm >= 0) || Double.isInfinite(clipNorm)) {
            throw new IllegalArgumentException("The clip norm must be 0 (off) or positive, found " + clipNorm + ".");
        }
    }

    /** Microbatches per optimizer step. */
    public int microbatches() {
        return Math.toIntExact(globalBatch / microbatch);
    }

    public boolean clips() {
        return clipNorm > 0;
    }
}
