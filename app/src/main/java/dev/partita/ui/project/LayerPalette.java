package dev.partita.ui.project;

import dev.partita.operator.OperatorKind;
import dev.partita.operator.OperatorKinds;
import dev.partita.ui.document.LayerAdding;
import dev.partita.ui.document.Workspace;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The kinds of layers; Enter or a double click adds one behind the selected layer, with the sizes that were typed. */
final class LayerPalette {
    private final LayerAdding adding;
    private final TextField search = new TextField();
    private final ListView<OperatorKind> kinds = new ListView<>();
    private final VBox view = new VBox(search, kinds);

    LayerPalette(Workspace workspace) {
        adding = new LayerAdding(workspace.document(), workspace.notices());
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
        OperatorKind chosen = kinds.getSelectionModel().getSelectedItem();
        if (chosen == null) {
            return;
        }
        String typed = search.getText().strip();
        int space = typed.indexOf(' ');
        if (adding.add(chosen.name() + (space < 0 ? "" : typed.substring(space)), adding.behindSelection())) {
            search.clear();
        }
    }

    private static final class KindCell extends ListCell<OperatorKind> {
        @Override
        protected void updateItem(@Nullable OperatorKind kind, boolean empty) {
            super.updateItem(kind, empty);
            setText(kind == null || empty ? null : kind.name());
        }
    }
}
