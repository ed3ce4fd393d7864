package dev.partita.sweep;

/** Predicts one optimizer step of one configuration on one cluster. */
public interface StepPredictor {
    /** @param configuration one that {@link Legality} has nothing against */
    StepPrediction predict(Configuration configuration);
}
