package dev.partita.ui.window;

import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.concurrent.Task;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** What is at work in the background: how far it is, and the way to cancel it. */
final class AtWork {
    private final Texts texts;
    private final Tasks tasks;
    private final HBox view = new HBox(8);

    // The tasks outlive this view: they hear of it weakly, and the view holds what they hear.
    private final ListChangeListener<Task<?>> listener = change -> show();

    AtWork(Texts texts, Tasks tasks) {
        this.texts = texts;
        this.tasks = tasks;
        view.setAlignment(Pos.CENTER_LEFT);
        tasks.running().addListener(new WeakListChangeListener<>(listener));
        view.setUserData(listener);
        show();
    }

    Node view() {
        return view;
    }

    private void show() {
        view.getChildren().clear();
        for (Task<?> task : tasks.running()) {
            Label title = new Label();
            title.textProperty().bind(task.titleProperty());
            ProgressBar bar = new ProgressBar();
            bar.progressProperty().bind(task.progressProperty());
            Button cancel = new Button("\u2715");
            cancel.getStyleClass().add("flat");
            cancel.setAccessibleText(texts.now("status.cancel"));
            cancel.setOnAction(event -> task.cancel());
            view.getChildren().addAll(title, bar, cancel);
        }
    }
}
