package dev.partita.program;

/** What a segment does; the order is that of a step on one device. */
public enum SegmentKind {
    /** Zeroes what is summed over the step. */
    BEGIN(false),
    FORWARD(true),
    /** The gradients of inputs, and of weights where no schedule splits them off. */
    BACKWARD(true),
    /** The gradients of weights that a schedule splits off, to be computed when there is time. */
    WEIGHT_GRADIENT(true),
    /** Adds up the gradients of parameters that several devices hold. */
    REDUCE(false),
    /** This device's share of the global gradient norm. */
    NORM(false),
    /** The first device adds up all shares. */
    TOTAL(false),
    /** Clips and applies the optimizer. */
    UPDATE(false);

    private final boolean perMicrobatch;

    SegmentKind(boolean perMicrobatch) {
        this.perMicrobatch = perMicrobatch;
    }

    /** True if it runs once per microbatch, false if once per step. */
    public boolean perMicrobatch() {
        return perMicrobatch;
    }
}
