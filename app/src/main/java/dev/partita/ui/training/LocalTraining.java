package dev.partita.ui.training;

import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.TrainingResult;
import dev.partita.workbench.TrainingRun;

/** Trains on this machine's devices. */
record LocalTraining(LocalRuntime runtime) implements TrainingWork {
    @Override
    public TrainingResult train(Job job, Follower follower) {
        PlanCheck check = PlanCheck.of(job.project(), job.plan(), runtime);
        follower.predicted(check, check.trainable());
        return new TrainingRun(check, job.folder(), job.settings(), runtime).train(follower);
    }
}
