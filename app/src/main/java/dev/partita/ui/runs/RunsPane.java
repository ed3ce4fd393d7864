package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.quantity.Human;
import dev.partita.ui.chart.ChartLine;
import dev.partita.ui.chart.CurveChart;
import dev.partita.ui.chart.Repaint;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.Figures;
import java.util.List;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.concurrent.Task;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The runs tab: the list, the losses of those that are selected, and where they differ. */
public final class RunsPane {
    private final Workspace workspace;
    private final RunsModel model;
    private final CurveChart bySteps;
    private final CurveChart bySeconds;
    private final CheckBox time = new CheckBox();
    private final FlowPane legend = new FlowPane(12, 4);
    private final ScrollPane details = new ScrollPane();
    private final VBox figures = new VBox();
    private final SplitPane view;
    private VBox noted = new VBox();
    private @Nullable NoteEditor editor;

    public RunsPane(Workspace workspace) {
        this.workspace = workspace;
        this.model = new RunsModel(
                workspace.document(),
                this::inBackground,
                Platform::runLater,
                workspace.notices()::fail,
                run -> RunColumn.status(workspace.texts(), run));
        new RunActions(workspace, model);
        this.bySteps = new CurveChart(workspace.look(), RunsPane::step, Figures::loss);
        this.bySeconds = new CurveChart(workspace.look(), Human::seconds, Figures::loss);
        details.setFitToWidth(true);
        details.getStyleClass().add("runs-right");
        view = new SplitPane(new RunsTable(workspace, model).view(), chart(), detail());
        view.setDividerPositions(0.48, 0.74);
        view.getStyleClass().add("runs");
        view.setId("runs");
        model.curves().subscribe(this::draw);
        model.selected().subscribe(this::describe);
        workspace.texts().messages().subscribe(() -> {
            draw(model.curves().get());
            describe(model.selected().get());
        });
        Repaint.whenShown(view, () -> {
            model.reload();
            bySteps.changed();
            bySeconds.changed();
        });
    }

    public Node view() {
        return view;
    }

    private void inBackground(Runnable work) {
        Task<Void> task = new Task<>() {
            @Override
            protected Void call() {
                work.run();
                return null;
            }
        };
        workspace.tasks().start(task);
    }

    private static String step(double step) {
        return step == Math.rint(step) ? String.valueOf((long) step) : "";
    }

    private Node chart() {
        for (CurveChart chart : List.of(bySteps, bySeconds)) {
            chart.title().bind(workspace.texts().bound("runs.tab.losses"));
            chart.empty().bind(workspace.texts().bound("runs.tab.select"));
        }
        time.setId("runs.time");
        time.textProperty().bind(workspace.texts().bound("runs.tab.time"));
        CheckBox logarithmic = new CheckBox();
        logarithmic.setId("runs.logarithmic");
        logarithmic.textProperty().bind(workspace.texts().bound("runs.tab.logarithmic"));
        bySteps.logarithmic().bind(logarithmic.selectedProperty());
        bySeconds.logarithmic().bind(logarithmic.selectedProperty());
        bySeconds.visibleProperty().bind(time.selectedProperty());
        bySteps.visibleProperty().bind(time.selectedProperty().not());
        time.selectedProperty().subscribe(() -> {
            bySteps.changed();
            bySeconds.changed();
        });
        HBox choices = new HBox(12, time, logarithmic);
        BorderPane pane =
                new BorderPane(new StackPane(bySteps, bySeconds), null, null, new VBox(4, legend, choices), null);
        pane.getStyleClass().add("runs-chart");
        pane.setMinWidth(220);
        return pane;
    }

    private Node detail() {
        FlowPane actions = new FlowPane(8, 8);
        actions.getStyleClass().add("runs-actions");
        for (String id : List.of(RunActions.OPEN_PLAN, RunActions.SHOW_TIMELINE)) {
            actions.getChildren().add(workspace.commands().button(id));
        }
        actions.getChildren().add(exports());
        BorderPane pane = new BorderPane(details, actions, null, null, null);
        pane.setMinWidth(220);
        return pane;
    }

    private MenuButton exports() {
        MenuButton exports = new MenuButton();
        exports.setId("runs.exports");
        exports.textProperty().bind(workspace.texts().bound("runs.tab.export"));
        exports.accessibleTextProperty().bind(workspace.texts().bound("runs.tab.export"));
        Commands commands = workspace.commands();
        RunActions.exports().forEach(id -> exports.getItems().add(commands.menuItem(commands.get(id))));
        exports.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> model.selected().get().size() != 1, model.selected()));
        return exports;
    }

    private void draw(List<LossCurve> curves) {
        bySteps.show(lines(curves, LossCurve::bySteps), List.of());
        bySeconds.show(lines(curves, LossCurve::bySeconds), List.of());
        legend.getChildren()
                .setAll(IntStream.range(0, curves.size())
                        .mapToObj(i -> entry(curves.get(i).run(), i))
                        .toList());
    }

    /** Runs are told apart by the colours that are made for telling apart: those of devices, in order. */
    private List<ChartLine> lines(
            List<LossCurve> curves, java.util.function.Function<LossCurve, dev.partita.ui.chart.Curve> axis) {
        return IntStream.range(0, curves.size())
                .mapToObj(i -> new ChartLine(
                        axis.apply(curves.get(i)),
                        tokens -> tokens.device(i),
                        1.5,
                        String.valueOf(curves.get(i).run().id())))
                .toList();
    }

    private Node entry(Run run, int position) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("runs-swatch", "runs-colour-" + position % 8);
        Label label = new Label(workspace.texts().now("runs.tab.run", run.id()));
        label.getStyleClass().add("runs-hint");
        HBox entry = new HBox(6, swatch, label);
        entry.getStyleClass().add("runs-legend");
        return entry;
    }

    /** A run that is read again keeps its editor, in which somebody may be typing. */
    private Node withNote(Run run) {
        if (editor == null || editor.run() != run.id()) {
            editor = new NoteEditor(workspace.texts(), model, run);
            noted = new VBox(8);
        }
        if (!noted.getChildren().contains(figures)) {
            noted.getChildren().setAll(editor.view(), figures);
        }
        return noted;
    }

    private void describe(List<Run> selected) {
        if (selected.isEmpty()) {
            Label hint = new Label(workspace.texts().now("runs.tab.select"));
            hint.setWrapText(true);
            hint.getStyleClass().add("runs-hint");
            details.setContent(hint);
        } else {
            figures.getChildren().setAll(new RunDetails(workspace.texts(), selected).view());
            details.setContent(selected.size() == 1 ? withNote(selected.getFirst()) : figures);
        }
    }
}
