package dev.partita.cli;

import dev.partita.checks.CheckOptions;
import dev.partita.checks.CheckReport;
import dev.partita.checks.Checker;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.profile.Profile;

/**
 * One plan of a project, checked under the profile of its cluster.
 *
 * @param title what is checked, for people
 */
record PlanCheck(String planName, String title, Plan plan, Profile profile, CheckReport report) {

    static PlanCheck of(Session session, Project project, ProfileChoice profiles) {
        String planName = session.planName(project);
        Plan plan = CommandFailure.ifInputIsBad(() -> project.resolve(planName));
        Profile profile = profiles.of(plan.cluster());
        CheckOptions options = new CheckOptions(planName, HostMemory.bytes());
        CheckReport report;
        try (Session.Ending ignored = Busy.with(session, "check.busy")) {
            report = CommandFailure.ifInputIsBad(() -> Checker.check(plan, profile, options));
        }
        String title =
                session.text("check.title", plan.graph().name(), plan.cluster().name(), planName, profile.name());
        return new PlanCheck(planName, title, plan, profile, report);
    }
}
