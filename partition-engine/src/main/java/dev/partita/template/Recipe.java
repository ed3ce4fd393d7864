package dev.partita.template;

/**
 * How a template is usually trained: where a new project starts.
 *
 * @param globalBatch samples of one optimizer step
 * @param microbatch samples that pass through a pipeline together; divides the global batch
 * @param warmupSteps steps until the learning rate reaches its peak
 * @param totalSteps where a cosine decay ends; 0 keeps the peak for ever
 * @param finalFraction share of the peak that is left at {@code totalSteps}
 * @param clipNorm the global gradient norm is clipped to this; 0 does not clip
 */
public record Recipe(
        long globalBatch,
        long microbatch,
        Method method,
        double peakLearningRate,
        int warmupSteps,
        int totalSteps,
        double finalFraction,
        double clipNorm) {

    /** The optimizer with its constants, as PyTorch defines them. */
    public sealed interface Method {
        record Sgd(double momentum, double weightDecay) implements Method {}

        record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Method {}
    }

    /** A constant learning rate without clipping. */
    public static Recipe constant(long globalBatch, long microbatch, Method method, double learningRate) {
        return new Recipe(globalBatch, microbatch, method, learningRate, 0, 0, 0, 0);
    }
}
