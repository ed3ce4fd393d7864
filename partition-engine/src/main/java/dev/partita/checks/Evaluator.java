package dev.partita.checks;

import dev.partita.plan.Plan;
import dev.partita.profile.Profile;

/** Evaluates plans that differ little from one another, as while a layer is being dragged. For one thread. */
public final class Evaluator {
    private final Profile profile;

    public Evaluator(Profile profile) {
        this.profile = profile;
    }

    public Profile profile() {
        return profile;
    }

    /** The same numbers as {@link Checker#check}, without looking for what is wrong and what would help. */
    public Evaluation evaluate(Plan plan) {
        Prediction prediction = Prediction.of(plan, profile);
        return new Evaluation(
                plan,
                prediction.obstacles(),
                DeviceMemory.all(plan.cluster(), prediction, profile),
                prediction.simulation());
    }
}
