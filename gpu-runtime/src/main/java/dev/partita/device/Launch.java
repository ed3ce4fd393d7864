package dev.partita.device;

import java.lang.foreign.MemorySegment;

/**
 * What changes from call to call and is not an operand.
 *
 * @param step optimizer steps done before this one
 * @param firstSample number of the microbatch's first sample within the global batch's sample count so far:
 *     {@code step * globalBatch + microbatch * microbatchSize}
 * @param stream the random stream of the layer, {@link RandomStream#ofLayer}
 * @param learningRate the rate of this step
 */
public record Launch(long seed, long step, long firstSample, long stream, double learningRate, InputSource inputs) {

    /** Where model inputs come from. */
    @FunctionalInterface
    public interface InputSource {
        /** Fills {@code target} with consecutive samples of the named input, from {@code firstSample} on. */
        void load(String input, long firstSample, MemorySegment target);
    }
}
