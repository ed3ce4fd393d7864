package dev.partita.ui.training;

import dev.partita.ui.text.Texts;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.TrainingResult;
import dev.partita.workbench.TrainingRun;

/** Trains on this machine's devices. */
record LocalTraining(LocalRuntime runtime, Texts texts) implements TrainingWork {
    @Override
    public TrainingResult train(Job job, Follower follower) {
        PlanCheck check = PlanCheck.of(job.project(), job.plan(), runtime);
        follower.predicted(check, check.trainable());
        var run = new TrainingRun(
                check, job.folder(), job.settings(), runtime, texts.messages().getValue());
        return run.train(follower);
    }
}
