package dev.partita.cli;

import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.executor.ExecutionFailure;
import dev.partita.history.ProjectDatabase;
import dev.partita.history.RunStart;
import dev.partita.history.RunStatus;
import dev.partita.journal.ProjectFolder;
import dev.partita.loop.Checkpoints;
import dev.partita.loop.Trainer;
import dev.partita.loop.TrainingOutcome;
import dev.partita.loop.TrainingRequest;
import dev.partita.plan.Project;
import dev.partita.program.Program;
import dev.partita.project.DiskProblem;
import dev.partita.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run from the project's folder to the report: check, open data and devices, store the prediction, train, store what
 * was measured. The folder stays free for edits meanwhile.
 */
final class TrainingRun {
    private static final String INITIAL_WEIGHTS = "initial.safetensors";

    private final Session session;
    private final Path folder;
    private final TrainSettings settings;
    private final Project project;
    private final Optional<Path> data;
    private final Path checkpoints;

    TrainingRun(Session session, Path folder, TrainSettings settings) {
        this.session = session;
        this.folder = folder;
        this.settings = settings;
        try (ProjectFolder opened = session.open(folder)) {
            this.project = opened.project();
            this.data = opened.data();
            this.checkpoints = opened.checkpoints();
        }
    }

    /** Trains, or writes the initial weights where no step is asked for. */
    TrainOutput train() {
        try (ProfileChoice profiles = new ProfileChoice(session)) {
            PlanCheck check = PlanCheck.of(session, project, profiles);
            Simulation prediction = trainable(check);
            makeCheckpointFolder();
            try (Dataset dataset = Datasets.open(check.plan().graph(), data)) {
                Program program = prediction.timeline().program();
                TrainingRequest request = request(program, dataset);
                return request.steps() == 0
                        ? initialWeights(check, prediction, request, profiles)
                        : steps(check, prediction, request, profiles);
            }
        }
    }

    /** The predicted step of a plan that can be trained here; else the command ends with the reason. */
    private Simulation trainable(PlanCheck check) {
        if (check.report().trainable() && check.report().simulation().isPresent()) {
            return check.report().simulation().get();
        }
        throw new CommandFailure(ExitCode.PLAN, SimulateCommand.firstError(check.report()));
    }

    /** Before the first step, so that no run ends without a place for its weights. */
    private void makeCheckpointFolder() {
        try {
            Files.createDirectories(checkpoints);
            Files.delete(Files.createTempFile(checkpoints, "partita", ".tmp"));
        } catch (IOException e) {
            throw DiskProblem.whileWriting(checkpoints, e);
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
                settings.initialWeights(),
                settings.resume() ? Optional.of(latestCheckpoint()) : Optional.empty(),
                Optional.of(checkpoints),
                settings.checkpointEvery());
    }

    private Path latestCheckpoint() {
        try {
            return Checkpoints.latest(checkpoints)
                    .orElseThrow(() -> session.failure(ExitCode.INPUT, "train.no_checkpoint", checkpoints));
        } catch (IOException e) {
            throw DiskProblem.whileReading(checkpoints, e);
        }
    }

    private TrainOutput initialWeights(
            PlanCheck check, Simulation prediction, TrainingRequest request, ProfileChoice profiles) {
        Path file = checkpoints.resolve(INITIAL_WEIGHTS);
        try (Trainer trainer = trainer(request, profiles, Watching.NOBODY)) {
            trainer.writeWeights(file);
            return TrainOutput.ofWeights(check, prediction, file);
        } catch (IOException e) {
            throw whileRunning(file, e);
        }
    }

    private TrainOutput steps(PlanCheck check, Simulation prediction, TrainingRequest request, ProfileChoice profiles) {
        var stored = ProjectDatabase.open(folder, false);
        stored.notice().ifPresent(session::notice);
        try (ProjectDatabase database = stored.database();
                LossTable losses = LossTable.of(settings.losses());
                RunRecord record = new RunRecord(
                        session, database.runs(), start(check, prediction, request), prediction.timeline());
                Watching watching = Watching.of(session, prediction, request.steps(), record, losses);
                Trainer trainer = trainer(request, profiles, watching);
                Interrupts.Watch ignored = session.surroundings().interrupts().watch(trainer::stop)) {
            TrainingOutcome outcome = trainer.run();
            TrainOutput output = TrainOutput.of(check, prediction, record.number(), folder, outcome);
            record.finish(outcome.stopped() ? RunStatus.STOPPED : RunStatus.FINISHED, output, outcome);
            return output;
        } catch (IOException e) {
            throw whileRunning(checkpoints, e);
        } catch (ExecutionFailure e) {
            throw new CommandFailure(ExitCode.RUN, String.valueOf(e.getMessage()));
        }
    }

    private RunStart start(PlanCheck check, Simulation prediction, TrainingRequest request) {
        return RunRecord.start(project, check, prediction, request, settings);
    }

    private Trainer trainer(TrainingRequest request, ProfileChoice profiles, Watching watching) {
        try {
            return new Trainer(request, profiles.backend(), watching);
        } catch (IOException e) {
            Path file = request.initialWeights().or(request::resumeFrom).orElse(checkpoints);
            throw DiskProblem.whileReading(file, e);
        }
    }

    private static CommandFailure whileRunning(Path file, IOException problem) {
        return new CommandFailure(
                ExitCode.RUN,
                String.valueOf(DiskProblem.whileWriting(file, problem).getMessage()));
    }
}
