package dev.partita.ui.timeline;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.command.ShellLine;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.trace.ExportFormat;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The timeline of the step, predicted above measured. */
public final class TimelinePane {
    private final Workspace workspace;
    private final TimelineModel model;
    private final LaneView lanes;
    private final CursorPlayer player;
    private final TimelineFiles files;
    private final VBox view;

    public TimelinePane(Workspace workspace) {
        this.workspace = workspace;
        Selection selection = workspace.document().selection();
        model = new TimelineModel(workspace.document(), workspace.runtime(), workspace.notices());
        lanes = new LaneView(workspace, model);
        TimelineActions actions = new TimelineActions(model, selection);
        player = new CursorPlayer(model, selection);
        new Gestures(lanes, model, actions, player);
        HBox body = new HBox(lanes.view(), new AreaTable(workspace.texts(), model).view());
        HBox.setHgrow(lanes.view(), Priority.ALWAYS);
        StackPane shown = new StackPane(body, emptyState());
        view = new VBox(new Header(workspace, model, player).view(), shown);
        VBox.setVgrow(shown, Priority.ALWAYS);
        view.getStyleClass().add("timeline");
        files = new TimelineFiles(workspace, model, lanes.plots());
        commands(actions);
    }

    /** Shows a step that PyTorch's profiler recorded beside the predicted one. */
    public void openTrace(Path file) {
        files.open(file);
    }

    public Node view() {
        return view;
    }

    TimelineModel model() {
        return model;
    }

    private Label emptyState() {
        Label empty = new Label();
        empty.textProperty().bind(workspace.texts().bound("timeline.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("empty-state");
        empty.visibleProperty().bind(nothing());
        empty.setMouseTransparent(true);
        return empty;
    }

    private BooleanBinding nothing() {
        return Bindings.createBooleanBinding(
                () -> model.predicted().get().isEmpty()
                        && model.measured().get().isEmpty(),
                model.predicted(),
                model.measured());
    }

    private List<ShellLine> simulate(ExportFormat format) {
        return List.of(CommandTwins.line(
                workspace.document(), "simulate", List.of("--trace", "timeline." + format.extension())));
    }

    private void commands(TimelineActions actions) {
        Commands commands = workspace.commands();
        BooleanBinding something = nothing().not();
        commands.add(Command.of("timeline.focus", MenuGroup.VIEW, "", something, actions::focus));
        commands.add(Command.of(
                "timeline.critical_path",
                MenuGroup.VIEW,
                "",
                something,
                () -> model.criticalPath().set(!model.criticalPath().get())));
        commands.add(Command.of(
                "timeline.play",
                MenuGroup.VIEW,
                "",
                something,
                () -> player.playing().set(!player.playing().get())));
        commands.add(Command.of("timeline.open_trace", MenuGroup.RUN, "", files::askToOpen));
        commands.add(Command.of("timeline.save_picture", MenuGroup.FILE, "", something, files::askForPicture));
        commands.add(Command.of("timeline.save_trace", MenuGroup.FILE, "", something, files::askForTrace)
                .withTwin(() -> simulate(ExportFormat.CHROME)));
        commands.add(Command.of("timeline.save_perfetto", MenuGroup.FILE, "", something, files::askForPerfetto)
                .withTwin(() -> simulate(ExportFormat.PERFETTO)));
    }
}
