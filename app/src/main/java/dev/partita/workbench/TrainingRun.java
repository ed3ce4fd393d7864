package dev.partita.workbench;

import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.executor.ExecutionFailure;
import dev.partita.history.ProjectDatabase;
import dev.partita.history.RunStatus;
import dev.partita.loop.Checkpoints;
import dev.partita.loop.Trainer;
import dev.partita.loop.TrainingOutcome;
import dev.partita.loop.TrainingRequest;
import dev.partita.program.Program;
import dev.partita.project.DiskProblem;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run of a checked plan: opens data and devices, stores the prediction, trains, stores what was measured. The folder
 * stays free for edits meanwhile.
 */
public final class TrainingRun {
    private static final String INITIAL_WEIGHTS = "initial.safetensors";

    private final PlanCheck check;
    private final RunFolder folder;
    private final TrainSettings settings;
    private final LocalRuntime runtime;

    public TrainingRun(PlanCheck check, RunFolder folder, TrainSettings settings, LocalRuntime runtime) {
        this.check = check;
        this.folder = folder;
        this.settings = settings;
        this.runtime = runtime;
    }

    /**
     * Trains, or writes the initial weights where no step is asked for. Returns when the last step is done or the
     * trainer that the watcher was given was told to stop.
     *
     * @throws WorkFailure if the plan cannot be trained, or the run fails
     */
    public TrainingResult train(RunWatcher watcher) {
        Simulation prediction = check.trainable();
        folder.makeCheckpointFolder();
        try (Dataset dataset = Datasets.open(check.plan().graph(), folder.data())) {
            TrainingRequest request = request(prediction.timeline().program(), dataset);
            return request.steps() == 0 ? initialWeights(prediction, request) : steps(prediction, request, watcher);
        }
    }

    private TrainingRequest request(Program program, Dataset dataset) {
        int scheduled = program.plan().training().learningRate().totalSteps();
        return new TrainingRequest(
                program,
                dataset,
                settings.order() == TrainSettings.Order.SHUFFLED,
                settings.seed(),
                settings.steps().orElse(scheduled > 0 ? scheduled : TrainSettings.USUAL_STEPS),
                settings.resume()
                        ? Optional.empty()
                        : settings.initialWeights().or(() -> FirstWeights.in(folder.path())),
                settings.resume() ? Optional.of(latestCheckpoint()) : Optional.empty(),
                Optional.of(folder.checkpoints()),
                settings.checkpointEvery());
    }

    private Path latestCheckpoint() {
        try {
            return Checkpoints.latest(folder.checkpoints())
                    .orElseThrow(() -> new WorkFailure(
                            WorkFailure.Kind.INPUT, Sentence.of("app.train.no_checkpoint", folder.checkpoints())));
        } catch (IOException e) {
            throw DiskProblem.whileReading(folder.checkpoints(), e);
        }
    }

    private TrainingResult initialWeights(Simulation prediction, TrainingRequest request) {
        Path file = folder.checkpoints().resolve(INITIAL_WEIGHTS);
        try (Trainer trainer = trainer(request, new RunWatcher() {})) {
            trainer.writeWeights(file);
            return new TrainingResult.Weights(check, prediction, file);
        } catch (IOException e) {
            throw whileRunning(file, e);
        }
    }

    private TrainingResult steps(Simulation prediction, TrainingRequest request, RunWatcher watcher) {
        var stored = ProjectDatabase.open(folder.path(), false);
        stored.notice().ifPresent(watcher::notice);
        try (ProjectDatabase database = stored.database();
                RunRecord record = new RunRecord(
                        database.runs(),
                        RunRecord.start(check, prediction, request, settings),
                        prediction.timeline(),
                        watcher);
                Trainer trainer = trainer(request, record)) {
            watcher.begun(trainer, request.steps());
            TrainingOutcome outcome = trainer.run();
            var trained = new TrainingResult.Trained(check, prediction, record.number(), outcome);
            record.finish(outcome.stopped() ? RunStatus.STOPPED : RunStatus.FINISHED, trained);
            return trained;
        } catch (IOException e) {
            throw whileRunning(folder.checkpoints(), e);
        } catch (ExecutionFailure e) {
            throw new WorkFailure(WorkFailure.Kind.RUN, e.sentence());
        }
    }

    private Trainer trainer(TrainingRequest request, RunWatcher watcher) {
        try {
            return new Trainer(request, runtime.backend(), watcher);
        } catch (IOException e) {
            Path file = request.initialWeights().or(request::resumeFrom).orElse(folder.checkpoints());
            throw DiskProblem.whileReading(file, e);
        }
    }

    private static WorkFailure whileRunning(Path file, IOException problem) {
        return new WorkFailure(
                WorkFailure.Kind.RUN, DiskProblem.whileWriting(file, problem).sentence());
    }
}
