package dev.partita.ui.window;

import dev.partita.ui.document.Workspace;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The bottom line: what the plan amounts to, what is at work and can be cancelled, what undo would take back. */
final class StatusBar {
    private final Workspace workspace;
    private final HBox view = new HBox();
    private final HBox atWork = new HBox(8);

    /** @param items what features show, from the left */
    StatusBar(Workspace workspace, List<Node> items) {
        this.workspace = workspace;
        view.getStyleClass().add("status-bar");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        atWork.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        view.getChildren().addAll(items);
        view.getChildren().addAll(space, atWork, undo());
        workspace.tasks().running().addListener((ListChangeListener<Task<?>>) change -> showTasks());
        showTasks();
    }

    Node view() {
        return view;
    }

    private void showTasks() {
        atWork.getChildren().clear();
        for (Task<?> task : workspace.tasks().running()) {
            Label title = new Label();
            title.textProperty().bind(task.titleProperty());
            ProgressBar bar = new ProgressBar();
            bar.progressProperty().bind(task.progressProperty());
            Button cancel = new Button("\u2715");
            cancel.getStyleClass().add("flat");
            cancel.setAccessibleText(workspace.texts().now("status.cancel"));
            cancel.setOnAction(event -> task.cancel());
            atWork.getChildren().addAll(title, bar, cancel);
        }
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
