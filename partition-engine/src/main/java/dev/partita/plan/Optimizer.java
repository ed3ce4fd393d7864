package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** How gradients become new weights; defaults and formulas are PyTorch's. */
public sealed interface Optimizer {
    /** Stochastic gradient descent; momentum 0 keeps no state. */
    record Sgd(double momentum, double weightDecay) implements Optimizer {
        public Sgd {
            requireShare("engine.training.momentum", momentum);
            requireDecay(weightDecay);
        }
    }

    /** Adam with decoupled weight decay. */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
        public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8, 0.01);

        public AdamW {
            requireShare("engine.training.beta1", beta1);
            requireShare("engine.training.beta2", beta2);
            requireDecay(weightDecay);
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                throw new Refusal(Sentence.of("engine.training.epsilon", epsilon));
            }
        }
    }

    private static void requireShare(String complaint, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new Refusal(Sentence.of(complaint, value));
        }
    }

    private static void requireDecay(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new Refusal(Sentence.of("engine.training.weight_decay", value));
        }
    }
}
