package dev.partita.plan;

/** How gradients become new weights; defaults and formulas are PyTorch's. */
public sealed interface Optimizer {
    /** Stochastic gradient descent; momentum 0 keeps no state. */
    record Sgd(double momentum, double weightDecay) implements Optimizer {}

    /** Adam with decoupled weight decay. */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
        public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8, 0.01);
    }
}
