package dev.partita.plan;

/**
 * What ranks that see different samples divide among them instead of each keeping all of it: the stages of ZeRO
 * (Rajbhandari et al. 2020).
 */
public enum Zero {
    NOTHING,
    OPTIMIZER_STATE,
    /** Optimizer state and gradients. */
    GRADIENTS,
    /** Optimizer state, gradients and weights. */
    WEIGHTS;

    /** The number that papers and files call it by. */
    public int stage() {
        return ordinal();
    }

    public boolean dividesState() {
        return this != NOTHING;
    }

    public boolean dividesGradients() {
        return compareTo(GRADIENTS) >= 0;
    }

    public boolean dividesWeights() {
        return this == WEIGHTS;
    }
}
