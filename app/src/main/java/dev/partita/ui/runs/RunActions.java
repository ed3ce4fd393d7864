package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.TaskInterval;
import dev.partita.history.TimelineOrigin;
import dev.partita.i18n.Messages;
import dev.partita.plan.Edit;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Timeline;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.RunPlan;
import dev.partita.workbench.StoredTimeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;

/** What can be done with a run that was kept. */
final class RunActions {
    static final String OPEN_PLAN = "runs.open_plan";
    static final String SHOW_TIMELINE = "runs.show_timeline";

    /** The window's command that brings the tab with timelines to the front. */
    private static final String TIMELINE_TAB = "window.tab_timeline";

    private final Workspace workspace;
    private final RunsModel model;

    RunActions(Workspace workspace, RunsModel model) {
        this.workspace = workspace;
        this.model = model;
        BooleanBinding one =
                Bindings.createBooleanBinding(() -> model.selected().get().size() == 1, model.selected());
        add(OPEN_PLAN, one, this::openPlan);
        add(SHOW_TIMELINE, one, this::showTimeline);
    }

    private void add(String id, BooleanBinding available, Consumer<Run> action) {
        workspace.commands().add(Command.of(id, MenuGroup.RUN, "", available, () -> action.accept(
                model.selected().get().getFirst())));
    }

    /** Makes the active plan what the run's was, as one edit that can be undone. */
    void openPlan(Run run) {
        Document document = workspace.document();
        Project project = document.project().get();
        model.later(() -> RunPlan.reopen(project, run), edit -> reopen(run, edit));
    }

    private void reopen(Run run, Edit.Several edit) {
        if (edit.edits().isEmpty()) {
            workspace.notices().tell(Messages.wording("runs.tab.same_plan", run.id()));
        } else if (workspace.document().send(edit)) {
            workspace.notices().tell(Messages.wording("runs.tab.opened_plan", run.id()));
        }
    }

    /** Hands the run's measured step to whoever draws timelines. */
    void showTimeline(Run run) {
        model.later(() -> measured(run), found -> {
            if (found.isPresent()) {
                workspace.document().measured(found.get());
                workspace.commands().find(TIMELINE_TAB).ifPresent(Command::run);
            } else {
                workspace.notices().warn(Messages.wording("runs.tab.no_timeline", run.id()));
            }
        });
    }

    private Optional<Timeline> measured(Run run) {
        List<TaskInterval> stored =
                workspace.document().folder().runs().timeline(run.id(), TimelineOrigin.MEASURED);
        Plan plan = RunPlan.of(run).resolve(run.plan());
        return switch (Compiler.compile(plan, workspace.runtime().profile(plan.cluster()))) {
            case Compilation.Compiled compiled -> StoredTimeline.of(compiled.program(), Clock.WALL, stored);
            case Compilation.Refused ignored -> Optional.empty();
        };
    }
}
