package dev.partita.plan;

/** How gradients become new weights; defaults and formulas are PyTorch's. */
public sealed interface Optimizer {
    /** Stochastic gradient descent; momentum 0 keeps no state. */
    record Sgd(double momentum, double weightDecay) implements Optimizer {
        public Sgd {
            requireShare("The momentum", momentum);
            requireDecay(weightDecay);
        }
    }

    /** Adam with decoupled weight decay. */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
        public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8, 0.01);

        public AdamW {
            requireShare("Adam's beta1", beta1);
            requireShare("Adam's beta2", beta2);
            requireDecay(weightDecay);
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                throw new IllegalArgumentException("Adam's epsilon must be positive, found " + epsilon + ".");
            }
        }
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " lies in 0 to 1, 1 excluded, found " + value + ".");
        }
    }

    private static void requireDecay(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The weight decay must be 0 (off) or positive, found " + value + ".");
        }
    }
}
