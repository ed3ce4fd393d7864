package dev.partita.ui.training;

import dev.partita.plan.Plan;
import dev.partita.simulation.Simulation;
import dev.partita.text.Wording;
import dev.partita.ui.document.Document;
import dev.partita.workbench.RunFolder;
import dev.partita.workbench.TrainSettings;
import dev.partita.workbench.TrainingResult;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * The run of a project: starts it, holds it, ends it, and keeps what is known of it until the next one is started. The
 * project stays free for edits; a run keeps the plan that it was started with. To be used on the screen's thread.
 */
final class TrainingSession {
    private final Document document;
    private final TrainingWork work;
    private final Executor background;
    private final Executor screen;
    private final RunView run;
    private final LastCheckpoint checkpoint;
    private Reporter reporter;

    /**
     * @param background where the run has a thread to itself
     * @param screen the thread that views live on
     * @param notices sentences that are no error
     */
    TrainingSession(
            Document document, TrainingWork work, Executor background, Executor screen, Consumer<Wording> notices) {
        this.document = document;
        this.work = work;
        this.background = background;
        this.screen = screen;
        this.run = new RunView(document, notices);
        this.reporter = new Reporter(run, screen);
        this.checkpoint = new LastCheckpoint(document.folder().checkpoints());
        run.state().subscribe(checkpoint::look);
    }

    /** What is known of the run under way, or of the last one. */
    RunView run() {
        return run;
    }

    ReadOnlyObjectProperty<TrainingState> state() {
        return run.state();
    }

    private boolean active() {
        return state().get().active();
    }

    /** Whether there is a checkpoint to go on from. */
    ReadOnlyBooleanProperty checkpointThere() {
        return checkpoint.there();
    }

    BooleanBinding canStart() {
        return Bindings.createBooleanBinding(
                () -> !active() && notTrainableBecause().isEmpty(), state(), document.report());
    }

    BooleanBinding canResumeLast() {
        return canStart().and(checkpointThere());
    }

    BooleanBinding canPause() {
        return state().isEqualTo(TrainingState.RUNNING);
    }

    BooleanBinding canResume() {
        return state().isEqualTo(TrainingState.PAUSED);
    }

    BooleanBinding canStop() {
        return Bindings.createBooleanBinding(() -> active() && state().get() != TrainingState.STOPPING, state());
    }

    /** Why the plan as it is now cannot be trained; empty while that is not known. */
    Optional<Wording> notTrainableBecause() {
        return document.report()
                .get()
                .flatMap(report -> report.notTrainableBecause().map(Wording.class::cast));
    }

    /** Whether the plan is no longer the one that was started. */
    BooleanBinding planChanged() {
        return Bindings.createBooleanBinding(
                () -> {
                    Plan started = run.plan().get().orElse(null);
                    return started != null && !started.equals(document.plan().get());
                },
                run.plan(),
                document.plan());
    }

    /** Starts a run of the active plan; does nothing while one is under way. */
    void start(TrainSettings settings) {
        if (active()) {
            return;
        }
        var job = new TrainingWork.Job(
                document.project().get(), document.planName(), RunFolder.of(document.folder()), settings);
        run.prepare();
        Reporter follower = new Reporter(run, screen);
        reporter = follower;
        background.execute(() -> train(job, follower));
    }

    private void train(TrainingWork.Job job, Reporter follower) {
        try {
            TrainingResult result = work.train(job, follower);
            screen.execute(() -> end(follower, () -> run.finish(result)));
        } catch (RuntimeException | Error problem) {
            screen.execute(() -> end(follower, () -> run.fail(TrainingFailure.of(problem))));
        }
    }

    private static void end(Reporter follower, Runnable ending) {
        follower.deliver();
        ending.run();
    }

    void pause() {
        if (state().get() == TrainingState.RUNNING) {
            reporter.pausing(true);
            run.pause();
        }
    }

    void resume() {
        if (state().get() == TrainingState.PAUSED) {
            reporter.pausing(false);
            run.resume();
        }
    }

    /** Ends the run with a checkpoint, as soon as the step under way allows. */
    void stop() {
        if (active()) {
            run.stop();
        }
    }

    /** How the step should go, by the check of the plan that was started. */
    Optional<Simulation> prediction() {
        return run.prediction().get();
    }

    /** Does something once no run is under way: now, or when it ends. */
    void whenDone(Runnable action) {
        if (!active()) {
            action.run();
            return;
        }
        var subscription = new javafx.util.Subscription[1];
        subscription[0] = state().subscribe(next -> {
            if (!next.active()) {
                screen.execute(() -> {
                    subscription[0].unsubscribe();
                    action.run();
                });
            }
        });
    }
}
