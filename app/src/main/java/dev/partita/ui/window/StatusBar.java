package dev.partita.ui.window;

import dev.partita.ui.document.Workspace;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The bottom line: what the plan amounts to, what is at work and can be cancelled, what undo would take back. */
final class StatusBar {
    private final Workspace workspace;
    private final HBox view = new HBox();

    /** @param items what features show, from the left */
    StatusBar(Workspace workspace, List<Node> items) {
        this.workspace = workspace;
        view.getStyleClass().add("status-bar");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        view.getChildren().addAll(items);
        view.getChildren().addAll(space, measuring(), new AtWork(workspace.texts(), workspace.tasks()).view(), undo());
    }

    Node view() {
        return view;
    }

    /** Goes on beside everything else and is never waited for, so there is nothing to cancel. */
    private Node measuring() {
        Label title = new Label();
        title.textProperty().bind(workspace.texts().bound("status.measuring"));
        Tooltip why = new Tooltip();
        why.textProperty().bind(workspace.texts().bound("status.measuring.why"));
        title.setTooltip(why);
        ProgressBar bar = new ProgressBar();
        HBox shown = new HBox(8, title, bar);
        shown.setAlignment(Pos.CENTER_LEFT);
        workspace.document().measuring().subscribe(share -> {
            bar.setProgress(share.orElse(0));
            shown.setVisible(share.isPresent());
            shown.setManaged(share.isPresent());
        });
        return shown;
    }

    private Label undo() {
        Label label = new Label();
        label.getStyleClass().add("muted");
        label.textProperty()
                .bind(workspace
                        .document()
                        .history()
                        .flatMap(entries -> entries.stream()
                                .filter(dev.partita.history.HistoryEntry::done)
                                .reduce((first, second) -> second)
                                .map(last -> workspace.texts().bound("status.undo", last.name()))
                                .orElseGet(() -> workspace.texts().bound("status.undo.nothing"))));
        return label;
    }
}
