package dev.partita.ui.window;

import dev.partita.ui.text.Texts;
import dev.partita.workbench.Version;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Versions of what is at work, to be copied into a report. */
final class About {
    private About() {}

    static Region of(Texts texts) {
        Label title = new Label("Partita " + Version.number());
        title.getStyleClass().add("title-medium");
        Label purpose = new Label(texts.now("welcome.purpose"));
        purpose.setWrapText(true);
        purpose.setMaxWidth(460);
        TextArea versions = new TextArea(String.join(
                "\n",
                "Partita " + Version.number(),
                "Java " + System.getProperty("java.runtime.version"),
                "JavaFX " + System.getProperty("javafx.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                texts.now("about.licences")));
        versions.setEditable(false);
        versions.setPrefRowCount(7);
        versions.setWrapText(true);
        VBox card = new VBox(title, purpose, versions);
        card.getStyleClass().add("dialog-card");
        card.setMaxWidth(520);
        return card;
    }
}
