package dev.partita.workbench;

import dev.partita.history.Run;
import dev.partita.history.RunStore;
import dev.partita.history.TaskInterval;
import dev.partita.history.TimelineOrigin;
import dev.partita.plan.Plan;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.text.Explained;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/** What a run has kept, on the program that its plan compiles to here. */
public final class StoredRun {
    private StoredRun() {}

    /** A step of the run; empty where none was kept, or where this version compiles the run's plan to other tasks. */
    public static Optional<Timeline> timeline(RunStore runs, Run run, TimelineOrigin origin, LocalRuntime runtime) {
        List<TaskInterval> kept = runs.timeline(run.id(), origin);
        return kept.isEmpty() ? Optional.empty() : timeline(run, kept, runtime);
    }

    private static Optional<Timeline> timeline(Run run, List<TaskInterval> kept, LocalRuntime runtime) {
        try {
            Plan plan = RunPlan.of(run).resolve(run.plan());
            return switch (Compiler.compile(plan, runtime.profile(plan.cluster()))) {
                case Compilation.Compiled(var program) -> StoredTimeline.of(program, Clock.WALL, kept);
                case Compilation.Refused _ -> Optional.empty();
            };
        } catch (IllegalArgumentException planOfOtherFiles) {
            if (planOfOtherFiles instanceof Explained) {
                return Optional.empty();
            }
            throw planOfOtherFiles;
        }
    }
}
