package dev.partita.ui.window;

import dev.partita.text.Wording;
import dev.partita.ui.document.Workspace;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Says, as long as it is so, that the project's model is not there, such as a file that was moved. */
final class ModelBanner {
    private final HBox view;

    ModelBanner(Workspace workspace) {
        Label sentence = new Label();
        sentence.setId("model.missing");
        ObservableValue<String> words = workspace
                .document()
                .missingModel()
                .flatMap(found -> found.<ObservableValue<String>>map(
                                (Wording why) -> workspace.texts().bound(why))
                        .orElseGet(() -> Bindings.createStringBinding(() -> "")));
        sentence.textProperty().bind(words);
        sentence.setWrapText(true);
        sentence.getStyleClass().add("warning-text");
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        Button again = workspace.commands().button("file.import");
        again.setMinWidth(Region.USE_PREF_SIZE);
        view = new HBox(12, sentence, again);
        view.setAlignment(Pos.CENTER_LEFT);
        view.getStyleClass().add("banner");
        view.visibleProperty().bind(sentence.textProperty().isNotEmpty());
        view.managedProperty().bind(view.visibleProperty());
    }

    Node view() {
        return view;
    }
}
