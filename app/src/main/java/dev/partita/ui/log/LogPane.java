package dev.partita.ui.log;

import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** All notices, the newest last; their details can be copied. */
public final class LogPane {
    private final Texts texts;
    private final ListView<Notices.Notice> list;

    public LogPane(Workspace workspace) {
        texts = workspace.texts();
        list = new ListView<>(workspace.notices().all());
        list.setId("log");
        list.getStyleClass().add("plain-list");
        list.accessibleTextProperty().bind(workspace.texts().bound("tab.log"));
        Label nothing = new Label();
        nothing.getStyleClass().add("muted");
        nothing.textProperty().bind(workspace.texts().bound("log.nothing"));
        list.setPlaceholder(nothing);
        list.setCellFactory(view -> new NoticeCell());
        MenuItem copy = new MenuItem();
        copy.textProperty().bind(workspace.texts().bound("toast.copy"));
        copy.setOnAction(event -> copy());
        list.setContextMenu(new ContextMenu(copy));
        texts.messages().subscribe(() -> list.refresh());
    }

    public Node view() {
        return list;
    }

    private void copy() {
        Notices.Notice chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(texts.now(chosen.sentence()) + "\n\n" + chosen.details());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private final class NoticeCell extends ListCell<Notices.Notice> {
        @Override
        protected void updateItem(Notices.Notice notice, boolean empty) {
            super.updateItem(notice, empty);
            getStyleClass().removeAll("error-text", "warning-text");
            setText(empty || notice == null ? null : texts.now(notice.sentence()));
            if (!empty && notice != null && notice.severity() != Notices.Severity.INFORMATION) {
                getStyleClass().add(notice.severity().name().toLowerCase(Locale.ROOT) + "-text");
            }
        }
    }
}
