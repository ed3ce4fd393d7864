package dev.partita.ui.training;

import dev.partita.ui.text.Texts;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/** Asks what becomes of the run when its window is about to close. */
final class ClosingQuestion {
    /** What the user wants. */
    enum Answer {
        STOP,
        KEEP_TRAINING,
        CANCEL
    }

    private ClosingQuestion() {}

    static Answer ask(Texts texts, Window owner) {
        ButtonType stop = new ButtonType(texts.now("training.closing.stop"), ButtonData.YES);
        ButtonType keep = new ButtonType(texts.now("training.closing.keep"), ButtonData.NO);
        ButtonType cancel = new ButtonType(texts.now("training.closing.cancel"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, texts.now("training.closing.question"), stop, keep, cancel);
        alert.initOwner(owner);
        alert.setTitle("Partita");
        alert.setHeaderText(texts.now("training.closing.title"));
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        alert.getDialogPane()
                .getStylesheets()
                .setAll(owner.getScene().getStylesheets());
        ButtonType answer = alert.showAndWait().orElse(cancel);
        return answer == stop ? Answer.STOP : answer == keep ? Answer.KEEP_TRAINING : Answer.CANCEL;
    }
}
