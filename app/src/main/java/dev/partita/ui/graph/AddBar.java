package dev.partita.ui.graph;

import dev.partita.graph.Port;
import dev.partita.operator.OperatorKind;
import dev.partita.operator.OperatorKinds;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Search-to-add: a layer in a few words, {@code Conv 64 3x3}, or one of the kinds that fit. */
final class AddBar {
    private static final double ROW = 26;
    private static final int MOST_ROWS = 9;

    private final Workspace workspace;
    private final Drawing drawing;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final ListView<OperatorKind> kinds = new ListView<>();
    private final Label hint = new Label();
    private final VBox view = new VBox(field, kinds, hint);
    private List<OperatorKind> offered = List.of();
    private Optional<Port> from = Optional.empty();

    AddBar(Workspace workspace, Drawing drawing, Runnable leave) {
        this.workspace = workspace;
        this.drawing = drawing;
        this.leave = leave;
        field.setId("graph.add");
        field.promptTextProperty().bind(workspace.texts().bound("graph.add_prompt"));
        field.accessibleTextProperty().bind(workspace.texts().bound("command.graph.add"));
        field.textProperty().subscribe(this::search);
        hint.getStyleClass().add("graph-secondary");
        kinds.setFixedCellSize(ROW);
        kinds.setCellFactory(list -> new Row());
        kinds.setOnMouseClicked(event -> addChosen());
        view.getStyleClass().add("graph-find");
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        view.setVisible(false);
    }

    private static final class Row extends ListCell<OperatorKind> {
        @Override
        protected void updateItem(@Nullable OperatorKind kind, boolean empty) {
            super.updateItem(kind, empty);
            setText(kind == null || empty ? "" : kind.name());
        }
    }

    Node view() {
        return view;
    }

    /** Offers every kind of layer, behind the layer that is selected alone if there is one. */
    void open() {
        open(drawing.behindSelection(), OperatorKinds.all());
    }

    /** Offers kinds of layers, to read an output if one is given. */
    void open(Optional<Port> port, List<OperatorKind> some) {
        from = port;
        offered = some;
        hint.setText(port.map(found -> workspace.texts().now("graph.add_behind", found))
                .orElseGet(() -> workspace.texts().now("graph.add_alone")));
        view.setVisible(true);
        field.clear();
        search();
        field.requestFocus();
    }

    private void search() {
        String typed = field.getText();
        kinds.getItems()
                .setAll(offered.stream().filter(kind -> kind.mayBe(typed)).toList());
        kinds.setPrefHeight(Math.min(MOST_ROWS, kinds.getItems().size()) * ROW + 2);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> addChosen();
            case DOWN, UP -> {
                int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
                int next = kinds.getSelectionModel().getSelectedIndex() + step;
                kinds.getSelectionModel()
                        .select(Math.clamp(next, 0, Math.max(0, kinds.getItems().size() - 1)));
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** The kind that is chosen in the list with the sizes that were typed, or the text as it is. */
    private void addChosen() {
        OperatorKind chosen = kinds.getSelectionModel().getSelectedItem();
        String typed = field.getText().strip();
        if (chosen == null && OperatorKinds.named(typed.split("\\s+")[0]).isEmpty()) {
            chosen = kinds.getItems().isEmpty() ? null : kinds.getItems().getFirst();
        }
        int space = typed.indexOf(' ');
        String text = chosen == null ? typed : chosen.name() + (space < 0 ? "" : typed.substring(space));
        if (!text.isEmpty() && drawing.add(text, from)) {
            close();
        }
    }

    private void close() {
        view.setVisible(false);
        leave.run();
    }
}
