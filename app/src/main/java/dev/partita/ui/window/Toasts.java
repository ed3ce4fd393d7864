package dev.partita.ui.window;

import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Notices.Notice;
import dev.partita.ui.document.Notices.Severity;
import dev.partita.ui.text.Texts;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Notices as they come, at the lower right, for a while. */
final class Toasts {
    private static final Duration SHORT = Duration.seconds(6);
    private static final Duration LONG = Duration.seconds(20);
    private static final int MOST = 4;

    private final Texts texts;
    private final VBox view = new VBox(8);

    Toasts(Notices notices, Texts texts) {
        this.texts = texts;
        view.setAlignment(Pos.BOTTOM_RIGHT);
        view.setPickOnBounds(false);
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        view.setStyle("-fx-padding: 0 16 40 16;");
        StackPane.setAlignment(view, Pos.BOTTOM_RIGHT);
        notices.all().addListener((ListChangeListener<Notice>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::show);
            }
        });
    }

    Node view() {
        return view;
    }

    private void show(Notice notice) {
        Label sentence = new Label();
        sentence.textProperty().bind(texts.bound(notice.sentence()));
        sentence.setWrapText(true);
        sentence.setMaxWidth(420);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox toast = new HBox(sentence);
        toast.getStyleClass().addAll("toast", notice.severity().name().toLowerCase(Locale.ROOT));
        if (!notice.details().isEmpty()) {
            toast.getChildren().add(copyButton(notice));
        }
        Button close = new Button("\u2715");
        close.getStyleClass().addAll("flat", "button-icon");
        close.setAccessibleText(texts.now("toast.close"));
        close.setOnAction(event -> view.getChildren().remove(toast));
        toast.getChildren().add(close);
        view.getChildren().add(toast);
        if (view.getChildren().size() > MOST) {
            view.getChildren().removeFirst();
        }
        PauseTransition life = new PauseTransition(notice.severity() == Severity.INFORMATION ? SHORT : LONG);
        life.setOnFinished(event -> view.getChildren().remove(toast));
        life.play();
    }

    private Button copyButton(Notice notice) {
        Button copy = new Button();
        copy.textProperty().bind(texts.bound("toast.copy"));
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(texts.now(notice.sentence()) + "\n\n" + notice.details());
            Clipboard.getSystemClipboard().setContent(content);
        });
        return copy;
    }
}
