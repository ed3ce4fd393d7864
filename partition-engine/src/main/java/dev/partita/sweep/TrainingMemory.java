package dev.partita.sweep;

import dev.partita.sweep.StepPrediction.Memory;

/**
 * Memory of the fullest device by the formulas of the field: mixed-precision Adam without sharding (Rajbhandari et al.
 * 2020: 2 + 2 + 12 bytes a parameter), activations after Korthikanti et al. (2023), and what 1F1B keeps in flight.
 */
final class TrainingMemory {
    private static final double OVERHEAD_BYTES = 1L << 30;

    private TrainingMemory() {}

    static Memory of(Configuration c) {
        Memory fullest = stage(c, 0);
        for (int stage = 1; stage < c.pipeline(); stage++) {
            Memory other = stage(c, stage);
            fullest = other.peakBytes() > fullest.peakBytes() ? other : fullest;
        }
        return fullest;
    }

    private static Memory stage(Configuration c, int stage) {
        double parameters = c.stageLayers(stage) * c.layerParameters() / c.tensor();
        double vocabulary = (double) c.vocabulary() * c.width() / c.tensor();
        parameters += stage == 0 ? vocabulary + c.sequence() * c.width() : 0;
        parameters += stage == c.pipeline() - 1 ? vocabulary : 0;
        int inFlight = Math.min(c.pipeline() - stage, c.microbatches());
        double kept = c.recompute() == Recompute.FULL ? streamBytes(c) : layerBytes(c);
        double workspace = c.recompute() == Recompute.FULL ? layerBytes(c) : 0;
        workspace += stage == c.pipeline() - 1 ? logitsBytes(c) : 0;
        return new Memory(
                2 * parameters,
                2 * parameters,
                12 * parameters,
                inFlight * c.stageLayers(stage) * kept,
                workspace,
                OVERHEAD_BYTES);
    }

    /** 2sbh: a layer's input in 16 bits. */
    private static double streamBytes(Configuration c) {
        return 2.0 * c.sequence() * c.microbatch() * c.width();
    }

    /** sbh(10 + 24/t + 5as/(ht)), Korthikanti et al., equation 2. */
    static double layerBytes(Configuration c) {
        double scores = 5.0 * c.heads() * c.sequence() / (c.width() * c.tensor());
        return c.sequence() * c.microbatch() * c.width() * (10 + 24.0 / c.tensor() + scores);
    }

    /** Logits in 16 bits and in fp32, and their gradient. */
    private static double logitsBytes(Configuration c) {
        return 8.0 * c.sequence() * c.microbatch() * c.vocabulary() / c.tensor();
    }
}
