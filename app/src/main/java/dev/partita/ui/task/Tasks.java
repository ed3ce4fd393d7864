package dev.partita.ui.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;

/** What is at work in the background, for the status bar. To be used on the JavaFX thread. */
public final class Tasks implements AutoCloseable {
    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    // Held, for a view of a list hears it only as long as somebody holds the view.
    private final ObservableList<Task<?>> shown = FXCollections.unmodifiableObservableList(running);
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("work-", 1).daemon().factory());
    private Consumer<Throwable> failures = problem -> {};

    /** Those at work, oldest first; a task's title, message and progress are what the status bar shows. */
    public ObservableList<Task<?>> running() {
        return shown;
    }

    /** Who tells the user about tasks that failed without saying so themselves. */
    public void onFailure(Consumer<Throwable> listener) {
        failures = listener;
    }

    /** Starts a task; it leaves the list by itself. */
    public <T> Task<T> start(Task<T> task) {
        running.add(task);
        task.stateProperty().subscribe(state -> {
            if (state == Worker.State.SUCCEEDED || state == Worker.State.CANCELLED || state == Worker.State.FAILED) {
                running.remove(task);
            }
            if (state == Worker.State.FAILED && task.getOnFailed() == null) {
                failures.accept(task.getException());
            }
        });
        threads.execute(task);
        return task;
    }

    @Override
    public void close() {
        java.util.List.copyOf(running).forEach(Task::cancel);
        threads.shutdown();
    }
}
