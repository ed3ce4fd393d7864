package dev.partita.loop;

/**
 * What the loss is multiplied by for backward in fp16, so that small gradients do not vanish: as large as gradients allow
 * (Micikevicius et al. 2018). Halved when they overflow, which leaves the step out; doubled after many steps in which they
 * did not. The constants are those of PyTorch's GradScaler.
 *
 * @param since steps since it last changed
 */
record LossScale(double scale, int since) {
    static final LossScale START = new LossScale(65_536, 0);

    private static final double LEAST = 1;
    private static final int GROWTH_INTERVAL = 2000;

    /** After a step. */
    LossScale after(boolean overflowed) {
        if (overflowed) {
            return new LossScale(scale / 2, 0);
        }
        return since + 1 == GROWTH_INTERVAL ? new LossScale(2 * scale, 0) : new LossScale(scale, since + 1);
    }

    /** Gradients that overflow unscaled are no matter of the scale. */
    boolean exhausted() {
        return scale < LEAST;
    }
}
