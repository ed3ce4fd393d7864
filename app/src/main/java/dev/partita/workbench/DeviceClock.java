package dev.partita.workbench;

import dev.partita.simulation.Simulation;
import dev.partita.simulation.Simulator;
import dev.partita.timeline.Clock;
import java.util.OptionalDouble;

/**
 * A step as devices with cores of their own would take it, whatever cores this machine has.
 *
 * @param measuredStepSeconds from the processor time that each task took; empty where no step was taken
 */
public record DeviceClock(double predictedStepSeconds, OptionalDouble measuredStepSeconds) {
    public static DeviceClock of(TrainingResult.Trained trained) {
        return new DeviceClock(
                predictedStepSeconds(trained.prediction()),
                trained.measured().stream()
                        .mapToDouble(measured -> Simulator.rebuild(measured.program(), measured.busySeconds())
                                .stepSeconds())
                        .findFirst());
    }

    public static double predictedStepSeconds(Simulation prediction) {
        return Simulator.simulate(prediction.timeline().program(), Clock.DEVICE).stepSeconds();
    }
}
