package dev.partita.ui.graph;

import dev.partita.graph.Layer;
import dev.partita.hardware.Cluster;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Finder;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Finds layers by name, operator or device while one types, and leads to them one by one. */
final class FindBar {
    private static final double ROW = 26;
    private static final int MOST_ROWS = 8;

    private final Workspace workspace;
    private final GraphState state;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final Label count = new Label();
    private final ListView<Layer> results = new ListView<>();
    private final VBox view = new VBox();
    private boolean once;

    /** @param leave where the keyboard goes when the bar closes */
    FindBar(Workspace workspace, GraphState state, Runnable leave) {
        this.workspace = workspace;
        this.state = state;
        this.leave = leave;
        HBox line = new HBox(
                field,
                count,
                button("graph.find_previous", "‹", () -> step(-1)),
                button("graph.find_next", "›", () -> step(1)),
                button("graph.find_close", "×", this::close));
        line.getStyleClass().add("graph-find-line");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setId("graph.find");
        field.promptTextProperty().bind(workspace.texts().bound("graph.find_prompt"));
        field.accessibleTextProperty().bind(workspace.texts().bound("graph.find_prompt"));
        field.textProperty().subscribe(this::search);
        count.getStyleClass().add("graph-secondary");
        count.setMinWidth(Region.USE_PREF_SIZE);
        results.setId("graph.find.results");
        results.setFixedCellSize(ROW);
        results.setCellFactory(list -> new Row());
        results.getSelectionModel().selectedItemProperty().subscribe(this::show);
        view.getChildren().addAll(line, results);
        view.getStyleClass().add("graph-find");
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        workspace.texts().messages().subscribe(this::tellCount);
        view.managedProperty().bind(view.visibleProperty());
        view.setVisible(false);
    }

    private static final class Row extends ListCell<Layer> {
        @Override
        protected void updateItem(@Nullable Layer layer, boolean empty) {
            super.updateItem(layer, empty);
            setText(
                    layer == null || empty
                            ? ""
                            : layer.id() + "  ·  " + layer.operator().kind());
        }
    }

    Node view() {
        return view;
    }

    /** @param closing whether it closes with the first layer that is chosen */
    void open(boolean closing) {
        once = closing;
        view.setVisible(true);
        search();
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        view.setVisible(false);
        leave.run();
    }

    private Button button(String key, String sign, Runnable action) {
        Button button = new Button(sign);
        button.setId(key);
        button.accessibleTextProperty().bind(workspace.texts().bound(key));
        button.getStyleClass().setAll("graph-find-button");
        button.setOnAction(event -> action.run());
        return button;
    }

    private void search() {
        List<Layer> found = state.picture
                .get()
                .map(picture -> new Finder(picture.graph().tree(), this::deviceNames).find(field.getText()))
                .orElse(List.of());
        results.getItems().setAll(found);
        double rows = Math.min(MOST_ROWS, found.size());
        results.setPrefHeight(rows * ROW + 2);
        results.setVisible(!found.isEmpty());
        results.setManaged(!found.isEmpty());
        tellCount();
    }

    private List<String> deviceNames(String layer) {
        return state.placed.get().of(layer).stream().map(Cluster::deviceName).toList();
    }

    private void tellCount() {
        int chosen = results.getSelectionModel().getSelectedIndex() + 1;
        int found = results.getItems().size();
        count.setText(field.getText().isBlank() ? "" : workspace.texts().now("graph.find_count", chosen, found));
    }

    private void step(int by) {
        int found = results.getItems().size();
        if (found > 0) {
            int now = results.getSelectionModel().getSelectedIndex();
            int next = now < 0 && by < 0 ? found - 1 : Math.floorMod(now + by, found);
            results.getSelectionModel().select(next);
            results.scrollTo(next);
        }
    }

    private void show(@Nullable Layer layer) {
        tellCount();
        if (layer != null) {
            workspace.document().selection().reveal(List.of(layer.id()));
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == field) {
            enter(event.isShiftDown());
        } else if (event.getCode() == KeyCode.DOWN && event.getTarget() == field) {
            step(1);
        } else if (event.getCode() == KeyCode.UP && event.getTarget() == field) {
            step(-1);
        } else {
            return;
        }
        event.consume();
    }

    private void enter(boolean back) {
        boolean chosen = results.getSelectionModel().getSelectedIndex() >= 0;
        if (!once || !chosen) {
            step(back ? -1 : 1);
        }
        if (once) {
            close();
        }
    }
}
