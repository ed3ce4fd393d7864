package dev.partita.ui;

import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.profile.Profiles;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;

/** Plans for examples. */
public final class Plans {
    private Plans() {}

    public static Project project(String template, String cluster) {
        return NewProject.of("example", Templates.named(template), ClusterSpec.of(cluster), Optional.empty());
    }

    public static Plan plan(String template, String cluster) {
        return project(template, cluster).resolve(Project.FIRST_PLAN);
    }

    public static Plan with(Plan plan, String pattern, int device) {
        return new Plan(
                plan.graph(),
                plan.cluster(),
                plan.placement().with(new Rule(pattern, List.of(device))),
                plan.training());
    }

    public static Evaluation evaluation(Plan plan) {
        return new Evaluator(Profiles.analytic(plan.cluster().device(0))).evaluate(plan);
    }
}
