package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.Project;
import dev.partita.simulation.Simulation;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.RunFolder;
import dev.partita.workbench.TrainSettings;
import dev.partita.workbench.TrainingResult;
import dev.partita.workbench.TrainingRun;
import java.nio.file.Path;
import java.util.Optional;

/** A run that the terminal watches and that Ctrl-C stops. */
final class Training {
    private Training() {}

    /** @param losses a table of step and loss to write */
    static TrainOutput run(Session session, Path folder, TrainSettings settings, Optional<Path> losses) {
        Project project;
        RunFolder runFolder;
        try (ProjectFolder opened = session.open(folder)) {
            project = opened.project();
            runFolder = RunFolder.of(opened);
        }
        try (LocalRuntime runtime = session.runtime()) {
            PlanCheck check = session.check(project, runtime);
            Simulation prediction = check.trainable();
            try (LossTable table = LossTable.of(losses);
                    Watching watching = new Watching(session, prediction, table)) {
                var run = new TrainingRun(check, runFolder, settings, runtime);
                return output(session, folder, run.train(watching));
            }
        }
    }

    private static TrainOutput output(Session session, Path folder, TrainingResult result) {
        return switch (result) {
            case TrainingResult.Weights weights -> TrainOutput.of(session.messages(), weights);
            case TrainingResult.Trained trained -> TrainOutput.of(session.messages(), trained, folder);
        };
    }
}
