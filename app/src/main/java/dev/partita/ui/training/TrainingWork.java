package dev.partita.ui.training;

import dev.partita.plan.Project;
import dev.partita.simulation.Simulation;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.RunFolder;
import dev.partita.workbench.RunWatcher;
import dev.partita.workbench.TrainSettings;
import dev.partita.workbench.TrainingResult;

/** What trains. */
interface TrainingWork {
    /** A plan of a project as it was when the run was started, and what was chosen for this run. */
    record Job(Project project, String plan, RunFolder folder, TrainSettings settings) {}

    /** Who follows a run from before its devices are open. */
    interface Follower extends RunWatcher {
        /** The plan can be trained, and this is how its step should go. */
        void predicted(PlanCheck check, Simulation prediction);
    }

    /** Trains to the end, on the calling thread; what ends it early is thrown. */
    TrainingResult train(Job job, Follower follower);
}
