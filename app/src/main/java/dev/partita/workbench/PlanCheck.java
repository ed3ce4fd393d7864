package dev.partita.workbench;

import dev.partita.checks.CheckOptions;
import dev.partita.checks.CheckReport;
import dev.partita.checks.Checker;
import dev.partita.checks.Diagnostic;
import dev.partita.checks.Severity;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.profile.Profile;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;

/** One plan of a project, checked under the profile of its cluster. */
public record PlanCheck(Project project, String planName, Plan plan, Profile profile, CheckReport report) {

    /** @throws WorkFailure if the project names a plan, a model or a cluster that is not there */
    public static PlanCheck of(Project project, String planName, LocalRuntime runtime) {
        Plan plan = WorkFailure.ifInputIsBad(() -> project.resolve(planName));
        Profile profile = runtime.profile(plan.cluster());
        CheckOptions options = new CheckOptions(planName, HostMemory.bytes());
        CheckReport report = WorkFailure.ifInputIsBad(() -> Checker.check(plan, profile, options));
        return new PlanCheck(project, planName, plan, profile, report);
    }

    /** The predicted step of a plan that can be trained here. */
    public Simulation trainable() {
        if (report.trainable() && report.simulation().isPresent()) {
            return report.simulation().get();
        }
        throw new WorkFailure(WorkFailure.Kind.PLAN, firstError());
    }

    /** The predicted step, whether or not the devices hold it. */
    public Simulation simulation() {
        return report.simulation().orElseThrow(() -> new WorkFailure(WorkFailure.Kind.PLAN, firstError()));
    }

    /** The sentence of the worst finding. */
    public Sentence firstError() {
        return report.diagnostics().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Diagnostic::message)
                .findFirst()
                .or(report::notTrainableBecause)
                .orElseThrow();
    }
}
