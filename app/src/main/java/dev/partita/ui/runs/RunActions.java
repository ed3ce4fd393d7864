package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.RunStore;
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
import dev.partita.workbench.ChromeTrace;
import dev.partita.workbench.RunPlan;
import dev.partita.workbench.StoredTimeline;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** What can be done with a run that was kept. */
final class RunActions {
    static final String OPEN_PLAN = "runs.open_plan";
    static final String SHOW_TIMELINE = "runs.show_timeline";

    static final String EXPORT = "runs.export";

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
        add(EXPORT, one, this::chooseFile);
    }

    private void add(String id, BooleanBinding available, Consumer<Run> action) {
        workspace
                .commands()
                .add(Command.of(
                        id,
                        MenuGroup.RUN,
                        "",
                        available,
                        () -> action.accept(model.selected().get().getFirst())));
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

    private void chooseFile(Run run) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(workspace.texts().now("command.runs.export"));
        chooser.setInitialFileName("run-" + run.id() + ".json");
        File chosen = chooser.showSaveDialog(Window.getWindows().getFirst());
        if (chosen != null) {
            export(run, chosen.toPath());
        }
    }

    /** Writes the predicted and the measured step for another program to draw. */
    void export(Run run, Path file) {
        model.later(
                () -> exported(run, file),
                tasks -> workspace
                        .notices()
                        .tell(
                                tasks > 0
                                        ? Messages.wording("runs.export.done", run.id(), file)
                                        : Messages.wording("runs.export.nothing", run.id())));
    }

    private int exported(Run run, Path file) {
        RunStore store = workspace.document().folder().runs();
        List<ChromeTrace.Part> parts = Stream.of(TimelineOrigin.values())
                .map(origin ->
                        new ChromeTrace.Part(origin.name().toLowerCase(Locale.ROOT), store.timeline(run.id(), origin)))
                .toList();
        int tasks = parts.stream().mapToInt(part -> part.tasks().size()).sum();
        if (tasks > 0) {
            ChromeTrace.write(file, parts);
        }
        return tasks;
    }

    private Optional<Timeline> measured(Run run) {
        List<TaskInterval> stored = workspace.document().folder().runs().timeline(run.id(), TimelineOrigin.MEASURED);
        Plan plan = RunPlan.of(run).resolve(run.plan());
        return switch (Compiler.compile(plan, workspace.runtime().profile(plan.cluster()))) {
            case Compilation.Compiled compiled -> StoredTimeline.of(compiled.program(), Clock.WALL, stored);
            case Compilation.Refused ignored -> Optional.empty();
        };
    }
}
