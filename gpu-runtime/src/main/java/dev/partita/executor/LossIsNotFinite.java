package dev.partita.executor;

/** Internal signal: the loss of this microbatch is NaN or infinite. */
final class LossIsNotFinite extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int microbatch;

    LossIsNotFinite(int microbatch) {
        super("loss is not finite", null, false, false);
        this.microbatch = microbatch;
    }
}
