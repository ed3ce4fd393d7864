package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/**
 * The learning rate by step: linear warm-up to {@code peak}, then constant or a cosine down to
 * {@code peak * finalFraction} at {@code totalSteps}.
 *
 * @param warmupSteps steps until the peak; step 0 has {@code peak / warmupSteps}
 * @param totalSteps where the cosine ends; 0 keeps the peak for ever
 */
public record LearningRate(double peak, int warmupSteps, int totalSteps, double finalFraction) {
    public LearningRate {
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new Refusal(Sentence.of("engine.training.learning_rate", peak));
        }
        if (warmupSteps < 0 || totalSteps < 0 || !(finalFraction >= 0 && finalFraction <= 1)) {
            throw new Refusal(Sentence.of("engine.training.decay", warmupSteps, totalSteps, finalFraction));
        }
    }

    public static LearningRate constant(double rate) {
        return new LearningRate(rate, 0, 0, 0);
    }

    /** The rate of a step counted from 0. */
    public double at(long step) {
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        if (totalSteps <= warmupSteps) {
            return peak;
        }
        double progress = Math.min(1, (double) (step - warmupSteps) / (totalSteps - warmupSteps));
        double cosine = 0.5 * (1 + Math.cos(Math.PI * progress));
        return peak * (finalFraction + (1 - finalFraction) * cosine);
    }
}
