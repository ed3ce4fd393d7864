package dev.partita.ui.command;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;

/** Makes nodes that are no buttons behave like one. */
public final class Press {
    private Press() {}

    /** A click, Enter and Space do the action; the keyboard reaches the node. */
    public static void on(Node node, Runnable action) {
        node.setFocusTraversable(true);
        node.setOnMouseClicked(event -> action.run());
        node.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                action.run();
            }
        });
    }
}
