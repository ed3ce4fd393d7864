package dev.partita.checks;

import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.program.CompileCache;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Predicts edited plans, each once, and no more of them than a check can wait for: fixes are suggestions, and a check of
 * a large plan must stay quick. The bound counts tasks, not seconds, so that the same plan always has the same fixes.
 */
final class Trials {
    /** Tasks compiled and simulated for fixes, well under a second's worth. */
    private static final int TASKS = 150_000;

    private static final int MOST = 30;

    private record Key(ModelGraph graph, Cluster cluster, Placement placement, Training training) {}

    private final Profile profile;
    private final CompileCache cache;
    private final Map<Key, Prediction> known = new HashMap<>();
    private int tasksLeft = TASKS;

    Trials(Profile profile, CompileCache cache, Prediction now) {
        this.profile = profile;
        this.cache = cache;
        known.put(key(now.plan()), now);
    }

    private static Key key(Plan plan) {
        return new Key(plan.graph(), plan.cluster(), plan.placement(), plan.training());
    }

    /** The prediction of a plan; empty if it would take too long. */
    Optional<Prediction> predict(Plan plan) {
        Key key = key(plan);
        Prediction found = known.get(key);
        if (found == null) {
            int tasks = tasks(plan);
            if (tasks > tasksLeft) {
                return Optional.empty();
            }
            tasksLeft -= tasks;
            found = Prediction.of(plan, profile, cache);
            known.put(key, found);
        }
        return Optional.of(found);
    }

    /** An estimate: forward, backward and a message each way per device that a rule names and microbatch. */
    private static int tasks(Plan plan) {
        long devices = Stream.concat(
                        Stream.of(0), plan.placement().rules().stream().flatMap(rule -> rule.devices().stream()))
                .distinct()
                .count();
        long tasks = 4 * devices * plan.training().microbatches();
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(TASKS / MOST, tasks)));
    }
}
