package dev.partita.device;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What changes from call to call and is not an operand.
 *
 * @param step optimizer steps done before this one
 * @param firstSample number of the first sample that the device sees within the global batch's sample count so far:
 *     {@code step * globalBatch + microbatch * microbatchSize}, and on a mesh the samples of the ranks before
 * @param stream the random stream of the layer, {@link RandomStream#ofLayer}
 * @param coordinates the device's place on each axis of its mesh; empty for a device by itself
 * @param learningRate the rate of this step
 * @param lossScale what kernels that scale the loss multiply its gradients by
 */
public record Launch(
        long seed,
        long step,
        long firstSample,
        long stream,
        List<Integer> coordinates,
        double learningRate,
        double lossScale,
        InputSource inputs) {
    /** Of a device by itself. */
    public Launch(long seed, long step, long firstSample, long stream, double learningRate, InputSource inputs) {
        this(seed, step, firstSample, stream, List.of(), learningRate, 1, inputs);
    }

    /** Where model inputs come from. */
    @FunctionalInterface
    public interface InputSource {
        /** Fills {@code target} with consecutive samples of the named input, from {@code firstSample} on. */
        void load(String input, long firstSample, MemorySegment target);
    }
}
