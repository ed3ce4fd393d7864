package dev.partita.schedule;

/** What a stage does with a microbatch. */
public enum Pass {
    FORWARD,
    /** The gradients of inputs; those of weights too, where nothing splits them off. */
    BACKWARD,
    /** The gradients of weights, where they are split off. */
    WEIGHT_GRADIENT
}
