package dev.partita.project;

import dev.partita.plan.BillRates;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.LearningRate;
import dev.partita.plan.ModelSource;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.PlanDefinition;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects as users have them. */
public final class SampleProjects {
    private SampleProjects() {}

    /** gpt-mini, cut in two over two virtual GPUs. */
    public static Project gptMini() {
        return project(new Placement(List.of(
                new Rule("embedding", List.of(0)),
                new Rule("decoder/{0..1}", List.of(0)),
                new Rule("decoder/{2..3}", List.of(1)),
                new Rule("head", List.of(1)))));
    }

    public static Project project(Placement placement) {
        return new Project(
                "mini",
                new ModelSource.Template("gpt-mini"),
                ClusterSpec.of("virtual:2"),
                Optional.empty(),
                BillRates.CATALOGUE,
                Map.of(Project.FIRST_PLAN, new PlanDefinition(placement, training())),
                Project.FIRST_PLAN);
    }

    public static Training training() {
        return new Training(
                8, 4, Schedule.ONE_FORWARD_ONE_BACKWARD, Optimizer.AdamW.DEFAULT, LearningRate.constant(1e-3), 1.0);
    }
}
