package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.RunStatus;
import dev.partita.quantity.Human;
import dev.partita.ui.document.RunProgress;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.Figures;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The list of runs, newest first; the row of a run under way moves with it. */
final class RunsTable {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final Workspace workspace;
    private final RunsModel model;
    private final TableView<Run> table = new TableView<>();
    private boolean filling;

    RunsTable(Workspace workspace, RunsModel model) {
        this.workspace = workspace;
        this.model = model;
        table.setId("runs.table");
        table.getStyleClass().add("runs-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Label empty = new Label();
        empty.setWrapText(true);
        empty.getStyleClass().add("runs-hint");
        empty.textProperty().bind(workspace.texts().bound("runs.tab.empty"));
        table.setPlaceholder(empty);
        table.accessibleTextProperty().bind(workspace.texts().bound("tab.runs"));
        columns();
        model.runs().subscribe(this::fill);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<Run>) change -> {
            if (!filling) {
                model.select(List.copyOf(table.getSelectionModel().getSelectedItems()));
            }
        });
    }

    Node view() {
        return table;
    }

    private void columns() {
        number("runs.run", 40, run -> String.valueOf(run.id()));
        text("runs.started", 88, run -> WHEN.format(run.started()));
        text("runs.plan", 44, Run::plan);
        text("runs.status", 76, this::status);
        number("runs.steps", 56, this::steps);
        number("runs.tab.loss", 126, this::loss);
        number(
                "runs.predicted",
                108,
                run -> run.predictedStepSeconds().isPresent()
                        ? Human.seconds(run.predictedStepSeconds().getAsDouble())
                        : "");
        number("runs.measured", 120, RunsTable::measured);
        number("runs.tab.rate", 70, RunsTable::rate);
    }

    private void number(String key, double width, Function<Run, String> value) {
        column(key, width, value).getStyleClass().add("runs-number");
    }

    private void text(String key, double width, Function<Run, String> value) {
        column(key, width, value);
    }

    private TableColumn<Run, String> column(String key, double width, Function<Run, String> value) {
        TableColumn<Run, String> column = new TableColumn<>();
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.textProperty().bind(workspace.texts().bound(key));
        // Follows the run under way cell by cell: a refresh of the whole table, even of a hidden one, makes its cells
        // anew and the window is painted as a whole.
        column.setCellValueFactory(row -> Bindings.createStringBinding(
                () -> value.apply(row.getValue()),
                workspace.texts().messages(),
                workspace.document().runProgress()));
        table.getColumns().add(column);
        return column;
    }

    private String status(Run run) {
        return workspace.texts().now("runs.status." + run.status().key());
    }

    private String steps(Run run) {
        Optional<RunProgress> now = model.progress(run);
        return now.isPresent() ? now.get().done() + "/" + run.steps() : String.valueOf(run.steps());
    }

    private String loss(Run run) {
        Optional<RunProgress> now =
                model.progress(run).filter(found -> found.loss().isPresent());
        if (now.isPresent()) {
            return Figures.loss(now.get().loss().getAsDouble());
        }
        Double first = run.results().get("first_loss");
        Double last = run.results().get("last_loss");
        return first == null || last == null ? "" : Figures.loss(first) + " → " + Figures.loss(last);
    }

    private static String measured(Run run) {
        Double measured = run.results().get("measured_step_seconds");
        if (measured == null || measured == 0) {
            return "";
        }
        String difference = run.predictedStepSeconds().isPresent()
                ? "  " + Figures.difference(run.predictedStepSeconds().getAsDouble(), measured)
                : "";
        return Human.seconds(measured) + difference;
    }

    private static String rate(Run run) {
        Double rate = run.results().get("tokens_per_second");
        return rate == null || run.status() == RunStatus.RUNNING ? "" : Figures.rate(rate);
    }

    private void fill(List<Run> runs) {
        List<Long> kept = model.selected().get().stream().map(Run::id).toList();
        filling = true;
        table.getItems().setAll(runs);
        table.getSelectionModel().clearSelection();
        for (int row = 0; row < runs.size(); row++) {
            if (kept.contains(runs.get(row).id())) {
                table.getSelectionModel().select(row);
            }
        }
        filling = false;
    }
}
