package dev.partita.ui.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** One card above everything else, such as a dialog or the command palette; Escape or a click beside it closes it. */
final class Overlay {
    private final StackPane view = new StackPane();
    private @Nullable Node focusedBefore;

    Overlay() {
        view.getStyleClass().add("overlay-shade");
        view.setVisible(false);
        view.managedProperty().bind(view.visibleProperty());
        view.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        view.setOnMousePressed(event -> {
            if (event.getTarget() == view) {
                close();
            }
        });
    }

    Node view() {
        return view;
    }

    boolean showing() {
        return view.isVisible();
    }

    /** Shows a card; the first node that takes the focus gets it. */
    void show(Region card, Node focus) {
        focusedBefore = view.getScene().getFocusOwner();
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.CENTER);
        view.getChildren().setAll(card);
        view.setVisible(true);
        focus.requestFocus();
    }

    void close() {
        view.setVisible(false);
        view.getChildren().clear();
        if (focusedBefore != null) {
            focusedBefore.requestFocus();
        }
    }
}
