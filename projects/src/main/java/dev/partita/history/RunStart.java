package dev.partita.history;

import dev.partita.plan.Project;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is known of a run before its first step, the prediction with it: nothing of this changes afterwards.
 *
 * @param plan the plan of the project that is run
 * @param graphHash hash of the graph that the model source led to
 * @param steps optimizer steps asked for
 * @param profileFingerprint of the profile it was compiled with
 * @param options what else was chosen for this run alone, such as backend or order
 */
public record RunStart(
        Project project,
        String plan,
        String graphHash,
        long seed,
        long steps,
        String profileFingerprint,
        OptionalDouble predictedStepSeconds,
        Map<String, String> options) {
    public RunStart {
        options = Map.copyOf(options);
        project.plan(plan);
    }

    /** The project with no other plan than the one that is run. */
    Project planAlone() {
        return new Project(
                project.name(),
                project.model(),
                project.cluster(),
                project.data(),
                project.rates(),
                Map.of(plan, project.plan(plan)),
                plan);
    }
}
