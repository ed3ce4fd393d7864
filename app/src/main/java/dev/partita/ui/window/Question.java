package dev.partita.ui.window;

import dev.partita.ui.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A question that has to be answered before something goes on; its answers are verbs. Escape answers none. */
record Question(String title, String text, List<Answer> answers) {
    /** @param textKey the verb */
    record Answer(String textKey, Runnable action) {}

    void ask(Texts texts, Overlay overlay) {
        Label heading = new Label(title);
        heading.getStyleClass().add("title-medium");
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMaxWidth(440);
        HBox buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        for (Answer answer : answers) {
            Button button = new Button(texts.now(answer.textKey()));
            button.setId("answer." + answer.textKey());
            button.setOnAction(event -> {
                overlay.close();
                answer.action().run();
            });
            buttons.getChildren().add(button);
        }
        VBox card = new VBox(heading, words, buttons);
        card.getStyleClass().add("dialog-card");
        Button last = (Button) buttons.getChildren().getLast();
        last.setDefaultButton(true);
        last.getStyleClass().add("accent");
        overlay.show(card, last);
    }
}
