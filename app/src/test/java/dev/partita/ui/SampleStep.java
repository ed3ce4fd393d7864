package dev.partita.ui;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.profile.Profiles;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.simulation.Simulator;
import dev.partita.template.Templates;
import dev.partita.timeline.Timeline;
import java.util.Optional;

/** A predicted step of a new project, without a window. */
public final class SampleStep {
    private SampleStep() {}

    /** @param cluster catalogue cards */
    public static Timeline of(String template, String cluster) {
        Project project = NewProject.of("sample", Templates.named(template), ClusterSpec.of(cluster), Optional.empty());
        Plan plan = project.resolve(project.activePlan());
        return switch (Compiler.compile(plan, Profiles.analytic(plan.cluster().device(0)))) {
            case Compilation.Compiled(var program) ->
                Simulator.simulate(program).timeline();
            case Compilation.Refused(var obstacles) -> throw new AssertionError(obstacles);
        };
    }
}
