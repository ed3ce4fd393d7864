package dev.partita.executor;

import dev.partita.device.Launch;

/**
 * What one optimizer step needs from outside.
 *
 * @param step steps done before this one
 * @param updates those of them that changed the weights: all but steps whose gradients overflowed
 * @param lossScale what the loss is multiplied by for backward; 1 unless its gradients would vanish in fp16
 */
public record StepInput(
        long seed, long step, long updates, double learningRate, double lossScale, Launch.InputSource inputs) {
    /** A step after which all steps before changed the weights, of a loss as it is. */
    public StepInput(long seed, long step, double learningRate, Launch.InputSource inputs) {
        this(seed, step, step, learningRate, 1, inputs);
    }
}
