package dev.partita.workbench;

import dev.partita.loop.TrainingOutcome;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.Timeline;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** How a run ended. */
public sealed interface TrainingResult {
    /** No step was asked for: only the initial weights were written. */
    record Weights(PlanCheck check, Simulation prediction, Path file) implements TrainingResult {}

    /** @param run its number in the project; empty where nothing could be stored */
    record Trained(PlanCheck check, Simulation prediction, OptionalLong run, TrainingOutcome outcome)
            implements TrainingResult {
        /** A step near the median, as the same kind of timeline as the predicted one. */
        public Optional<Timeline> measured() {
            return outcome.typicalStep()
                    .map(record -> MeasuredStep.timeline(prediction.timeline().program(), record));
        }
    }
}
