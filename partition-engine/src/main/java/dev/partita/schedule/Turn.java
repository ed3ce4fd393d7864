package dev.partita.schedule;

/** One pass of a stage over one microbatch. */
public record Turn(Pass pass, int stage, int microbatch) {
    static Turn forward(int stage, int microbatch) {
        return new Turn(Pass.FORWARD, stage, microbatch);
    }

    static Turn backward(int stage, int microbatch) {
        return new Turn(Pass.BACKWARD, stage, microbatch);
    }

    static Turn weightGradient(int stage, int microbatch) {
        return new Turn(Pass.WEIGHT_GRADIENT, stage, microbatch);
    }
}
