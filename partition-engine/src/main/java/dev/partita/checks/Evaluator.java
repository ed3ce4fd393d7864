package dev.partita.checks;

import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.CompileCache;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Evaluates plans that differ little from one another, as while a layer is being dragged. What they share is computed
 * once, on the way that every check takes, so the numbers are those of {@link Checker#check} to the bit. For one thread
 * at a time.
 */
public final class Evaluator {
    private final Profile profile;
    private final CompileCache cache = new CompileCache();

    public Evaluator(Profile profile) {
        this.profile = profile;
    }

    public Profile profile() {
        return profile;
    }

    /** The same numbers as {@link Checker#check}, without looking for what is wrong and what would help. */
    public Evaluation evaluate(Plan plan) {
        return evaluation(plan, Prediction.of(plan, profile, cache));
    }

    /**
     * The same, unless it is cancelled, which another thread may say at any time: a step of thousands of microbatches
     * takes longer than a frame, and only the last question asked while dragging needs an answer.
     */
    public Optional<Evaluation> evaluate(Plan plan, BooleanSupplier cancelled) {
        try {
            return Optional.of(evaluation(plan, Prediction.of(plan, profile, cache, cancelled)));
        } catch (CancellationException newerQuestion) {
            return Optional.empty();
        }
    }

    private Evaluation evaluation(Plan plan, Prediction prediction) {
        return new Evaluation(
                plan,
                prediction.obstacles(),
                DeviceMemory.all(plan.cluster(), prediction, profile),
                prediction.simulation());
    }
}
