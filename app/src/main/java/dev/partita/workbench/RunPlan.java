package dev.partita.workbench;

import dev.partita.history.Run;
import dev.partita.plan.Edit;
import dev.partita.plan.PlanDefinition;
import dev.partita.plan.Project;
import dev.partita.project.ProjectJson;
import java.util.ArrayList;
import java.util.List;

/** The plan that a run was made with, as it was then. */
public final class RunPlan {
    private RunPlan() {}

    /** The project with this plan alone. */
    public static Project of(Run run) {
        return ProjectJson.readStored(run.planJson());
    }

    /**
     * The edit after which the project's active plan is the run's, with model, cluster and data. It has no part for
     * what is so already.
     */
    public static Edit.Several reopen(Project project, Run run) {
        Project then = of(run);
        PlanDefinition definition = then.plan(run.plan());
        String plan = project.activePlan();
        List<Edit> edits = new ArrayList<>();
        if (!project.model().equals(then.model())) {
            edits.add(new Edit.ChangeModel(then.model()));
        }
        if (!project.cluster().equals(then.cluster())) {
            edits.add(new Edit.ChangeCluster(then.cluster()));
        }
        if (!project.data().equals(then.data())) {
            edits.add(new Edit.ChangeData(then.data()));
        }
        if (!project.plan(plan).placement().equals(definition.placement())) {
            edits.add(new Edit.ReplacePlacement(plan, definition.placement()));
        }
        if (!project.plan(plan).training().equals(definition.training())) {
            edits.add(new Edit.ChangeTraining(plan, definition.training()));
        }
        return new Edit.Several(edits);
    }
}
