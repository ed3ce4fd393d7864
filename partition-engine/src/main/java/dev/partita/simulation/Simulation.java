package dev.partita.simulation;

import dev.partita.timeline.StepMetrics;
import dev.partita.timeline.Timeline;

/** One predicted step: its tasks in time and what they amount to. */
public record Simulation(Timeline timeline, StepMetrics metrics) {
    static Simulation of(Timeline timeline) {
        return new Simulation(timeline, StepMetrics.of(timeline));
    }

    public double stepSeconds() {
        return metrics.stepSeconds();
    }
}
