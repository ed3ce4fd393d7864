package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.ui.document.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The list of runs, newest first; the row of a run under way moves with it. */
final class RunsTable {
    /** The user's choice of columns, in the settings. */
    private static final String COLUMNS = "runs.columns";

    private final Workspace workspace;
    private final RunsModel model;
    private final TableView<Run> table = new TableView<>();
    private final BorderPane view = new BorderPane(table);
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
        empty.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> workspace
                                .texts()
                                .now(model.filter().get().isBlank() ? "runs.tab.empty" : "runs.tab.none_found"),
                        model.filter(),
                        workspace.texts().messages()));
        table.setPlaceholder(empty);
        table.accessibleTextProperty().bind(workspace.texts().bound("tab.runs"));
        table.setContextMenu(RunActions.menu(workspace));
        MenuButton chooser = columns();
        HBox above = new HBox(8, filter(), chooser);
        above.getStyleClass().add("runs-above");
        view.setTop(above);
        model.shown().subscribe(this::fill);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<Run>) change -> {
            if (!filling) {
                model.select(List.copyOf(table.getSelectionModel().getSelectedItems()));
            }
        });
    }

    Node view() {
        return view;
    }

    private TextField filter() {
        TextField field = new TextField();
        field.setId("runs.filter");
        field.promptTextProperty().bind(workspace.texts().bound("runs.tab.filter"));
        field.accessibleTextProperty().bind(workspace.texts().bound("runs.tab.filter"));
        field.textProperty().bindBidirectional(model.filter());
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    /** Adds all columns and gives the menu that shows and hides them. */
    private MenuButton columns() {
        MenuButton chooser = new MenuButton();
        chooser.setId("runs.columns");
        chooser.textProperty().bind(workspace.texts().bound("runs.tab.columns"));
        chooser.accessibleTextProperty().bind(workspace.texts().bound("runs.tab.columns"));
        chooser.setMinWidth(Region.USE_PREF_SIZE);
        Optional<Set<String>> remembered = remembered();
        for (RunColumn column : RunColumn.all(workspace.texts(), model)) {
            TableColumn<Run, String> added = add(column);
            added.setVisible(
                    remembered.map(shown -> shown.contains(column.id())).orElse(column.usual()));
            CheckMenuItem item = new CheckMenuItem();
            item.setId("runs.column." + column.id());
            item.textProperty().bind(workspace.texts().bound(column.titleKey()));
            item.setSelected(added.isVisible());
            item.setOnAction(event -> {
                added.setVisible(item.isSelected());
                remember();
            });
            chooser.getItems().add(item);
        }
        return chooser;
    }

    private Optional<Set<String>> remembered() {
        return Optional.ofNullable(workspace.settings().load().preferences().get(COLUMNS))
                .map(kept -> new TreeSet<>(Arrays.asList(kept.split(","))));
    }

    private void remember() {
        String shown = table.getColumns().stream()
                .filter(TableColumn::isVisible)
                .map(TableColumn::getId)
                .collect(Collectors.joining(","));
        workspace.settings().update(settings -> settings.withPreference(COLUMNS, shown));
    }

    private TableColumn<Run, String> add(RunColumn shown) {
        TableColumn<Run, String> column = new TableColumn<>();
        column.setId(shown.id());
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(shown.width());
        column.textProperty().bind(workspace.texts().bound(shown.titleKey()));
        // Follows the run under way cell by cell: a refresh of the whole table, even of a hidden one, makes its cells
        // anew and the window is painted as a whole.
        column.setCellValueFactory(row -> Bindings.createStringBinding(
                () -> shown.value().apply(row.getValue()),
                workspace.texts().messages(),
                workspace.document().runProgress()));
        if (shown.number()) {
            column.getStyleClass().add("runs-number");
        }
        table.getColumns().add(column);
        return column;
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
