package dev.partita.ui.project;

import dev.partita.operator.OperatorKind;
import dev.partita.operator.OperatorKinds;
import dev.partita.ui.document.LayerAdding;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Workspace;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of layers; Enter or a double click adds one behind the selected layer, with the sizes that were typed; a drag
 * takes one to where it is to be drawn.
 */
final class LayerPalette {
    private final LayerAdding adding;
    private final LayerDrag drag;
    private final TextField search = new TextField();
    private final ListView<OperatorKind> kinds = new ListView<>();
    private final VBox view = new VBox(search, kinds);

    LayerPalette(Workspace workspace) {
        adding = new LayerAdding(workspace.document(), workspace.notices());
        drag = workspace.drag();
        search.setId("palette.layers");
        search.promptTextProperty().bind(workspace.texts().bound("parts.search"));
        search.accessibleTextProperty().bind(workspace.texts().bound("parts.search"));
        search.textProperty().subscribe(this::filter);
        search.setOnAction(event -> add());
        kinds.getStyleClass().add("plain-list");
        kinds.accessibleTextProperty().bind(workspace.texts().bound("parts.add"));
        kinds.setCellFactory(list -> new KindCell());
        kinds.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                add();
            }
        });
        kinds.setId("palette.kinds");
        kinds.setOnDragDetected(event -> text().ifPresent(text -> {
            kinds.startFullDrag();
            drag.beginNew(text);
            event.consume();
        }));
        // What the drag is let go over hears of it in the same turn and takes the layer first.
        kinds.setOnMouseReleased(event -> Platform.runLater(drag::end));
        kinds.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                add();
            }
        });
        VBox.setVgrow(kinds, Priority.ALWAYS);
        view.getStyleClass().add("layer-palette");
        filter();
    }

    Node view() {
        return view;
    }

    private void filter() {
        String typed = search.getText();
        kinds.getItems()
                .setAll(OperatorKinds.all().stream()
                        .filter(kind -> kind.mayBe(typed))
                        .toList());
        if (!typed.isBlank()) {
            kinds.getSelectionModel().selectFirst();
        }
    }

    private void add() {
        text().filter(text -> adding.add(text, adding.behindSelection())).ifPresent(added -> search.clear());
    }

    /** The chosen kind with the sizes that were typed. */
    private Optional<String> text() {
        String typed = search.getText().strip();
        int space = typed.indexOf(' ');
        return Optional.ofNullable(kinds.getSelectionModel().getSelectedItem())
                .map(chosen -> chosen.name() + (space < 0 ? "" : typed.substring(space)));
    }

    private static final class KindCell extends ListCell<OperatorKind> {
        @Override
        protected void updateItem(@Nullable OperatorKind kind, boolean empty) {
            super.updateItem(kind, empty);
            setText(kind == null || empty ? null : kind.name());
        }
    }
}
