package dev.partita.ui.training;

import dev.partita.ui.text.Texts;
import javafx.concurrent.Task;
import javafx.util.Subscription;

/** A run as the status bar shows it. Cancelling asks for a stop with a checkpoint; the task ends when that is written. */
final class TrainingTask extends Task<Void> {
    private final TrainingSession session;
    private final Runnable run;
    private final Subscription progress;

    TrainingTask(TrainingSession session, Texts texts, Runnable run) {
        this.session = session;
        this.run = run;
        updateTitle(texts.now("training.task"));
        progress = session.run().pace().subscribe(pace -> {
            if (pace.steps() > 0) {
                updateProgress(pace.done(), pace.steps());
                updateMessage(texts.now("train.step", pace.done(), pace.steps()));
            }
        });
    }

    @Override
    protected Void call() {
        run.run();
        return null;
    }

    @Override
    protected void succeeded() {
        progress.unsubscribe();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        session.stop();
        return false;
    }
}
