package dev.partita.ui.graph;

import dev.partita.ui.text.Texts;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for one name, of a layer or of a scope. */
final class NameBar {
    private final Texts texts;
    private final Runnable leave;
    private final Label title = new Label();
    private final TextField field = new TextField();
    private final VBox view = new VBox(title, field);
    private Consumer<String> answer = name -> {};

    NameBar(Texts texts, Runnable leave) {
        this.texts = texts;
        this.leave = leave;
        title.getStyleClass().add("graph-secondary");
        field.setId("graph.name");
        field.accessibleTextProperty().bind(title.textProperty());
        view.getStyleClass().add("graph-find");
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        view.setVisible(false);
    }

    Node view() {
        return view;
    }

    /** @param key what is asked for */
    void ask(String key, String proposal, Consumer<String> then) {
        answer = then;
        title.setText(texts.now(key));
        view.setVisible(true);
        field.setText(proposal);
        field.requestFocus();
        field.selectAll();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.ENTER) {
            view.setVisible(false);
            leave.run();
            if (event.getCode() == KeyCode.ENTER && !field.getText().isBlank()) {
                answer.accept(field.getText().strip());
            }
            event.consume();
        }
    }
}
