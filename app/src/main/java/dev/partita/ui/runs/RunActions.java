package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.TimelineOrigin;
import dev.partita.i18n.Messages;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.text.Wording;
import dev.partita.timeline.Timeline;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.command.ShellLine;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.RunPlan;
import dev.partita.workbench.StoredRun;
import dev.partita.workbench.trace.ExportFormat;
import dev.partita.workbench.trace.RunExport;
import dev.partita.workbench.trace.StepRange;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.ContextMenu;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** What can be done with a run that was kept. */
final class RunActions {
    static final String OPEN_PLAN = "runs.open_plan";
    static final String SHOW_TIMELINE = "runs.show_timeline";

    /** The commands that write a run out, by format. */
    private static final Map<ExportFormat, String> EXPORTS = new EnumMap<>(Map.of(
            ExportFormat.CHROME, "runs.export",
            ExportFormat.PERFETTO, "runs.export_perfetto",
            ExportFormat.TENSORBOARD, "runs.export_tensorboard"));

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
        EXPORTS.forEach((format, id) -> workspace
                .commands()
                .add(command(id, one, run -> chooseFile(run, format)).withTwin(() -> lines(format))));
    }

    /** In the order in which they are offered. */
    static List<String> exports() {
        return List.copyOf(EXPORTS.values());
    }

    private void add(String id, BooleanBinding available, Consumer<Run> action) {
        workspace.commands().add(command(id, available, action));
    }

    private Command command(String id, BooleanBinding available, Consumer<Run> action) {
        return Command.of(
                id,
                MenuGroup.RUN,
                "",
                available,
                () -> action.accept(model.selected().get().getFirst()));
    }

    private List<ShellLine> lines(ExportFormat format) {
        return model.selected().get().stream()
                .map(run -> ShellLine.of(
                        "runs",
                        workspace.document().path().toString(),
                        "export",
                        String.valueOf(run.id()),
                        "--to",
                        format.toString(),
                        "-o",
                        RunExport.usualName(run, format)))
                .toList();
    }

    /** All that can be done with a run, and what of it has a command line. */
    static ContextMenu menu(Workspace workspace) {
        List<Command> all = Stream.concat(Stream.of(OPEN_PLAN, SHOW_TIMELINE), exports().stream())
                .map(workspace.commands()::get)
                .toList();
        ContextMenu menu = new ContextMenu();
        all.forEach(command -> menu.getItems().add(workspace.commands().menuItem(command)));
        menu.getItems().add(CommandTwins.menu(workspace.texts(), workspace.notices(), all.stream()));
        return menu;
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

    private void chooseFile(Run run, ExportFormat format) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(workspace.texts().now("command." + EXPORTS.get(format)).replace("\u2026", ""));
        chooser.setInitialFileName(RunExport.usualName(run, format));
        File chosen = chooser.showSaveDialog(front());
        if (chosen != null) {
            export(run, format, chosen.toPath());
        }
    }

    private static @Nullable Window front() {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(null);
    }

    /** Writes the run for another program to draw. */
    void export(Run run, ExportFormat format, Path file) {
        model.later(
                () -> new RunExport(workspace.document().folder().runs(), workspace.runtime())
                        .write(run, format, file, StepRange.ALL),
                written -> workspace.notices().tell(told(run, format, written)));
    }

    private static Wording told(Run run, ExportFormat format, RunExport.Written written) {
        if (written.records() > 0) {
            return Messages.wording("runs.export.done", run.id(), written.file());
        }
        return Messages.wording(
                format == ExportFormat.TENSORBOARD ? "runs.export.no_figures" : "runs.export.nothing", run.id());
    }

    private Optional<Timeline> measured(Run run) {
        return StoredRun.timeline(
                workspace.document().folder().runs(), run, TimelineOrigin.MEASURED, workspace.runtime());
    }
}
