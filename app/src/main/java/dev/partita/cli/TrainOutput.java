package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.loop.TrainingOutcome;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.StepMetrics;
import dev.partita.workbench.DeviceClock;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.Speed;
import dev.partita.workbench.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@code train} says: the components are the keys that scripts rely on. Device-clock times are those that devices
 * with cores of their own would take.
 *
 * @param folder what the user called the project's folder
 * @param run null where no step was taken
 */
record TrainOutput(
        @JsonIgnore String title,
        @JsonIgnore String folder,
        @JsonIgnore StepMetrics predicted,
        String plan,
        String profile,
        OptionalLong run,
        boolean stopped,
        long firstStep,
        List<Double> losses,
        String clock,
        double predictedStepSeconds,
        double measuredStepSeconds,
        double predictedDeviceClockStepSeconds,
        OptionalDouble measuredDeviceClockStepSeconds,
        double samplesPerSecond,
        OptionalDouble tokensPerSecond,
        List<Device> devices,
        OptionalLong processBytesOutsideArenas,
        Optional<String> checkpoint)
        implements Report {

    record Device(
            String name,
            long predictedPeakBytes,
            long measuredPeakBytes,
            double busyFraction,
            double communicationFraction,
            double idleFraction,
            double coreWaitFraction) {
        static Device of(TrainingOutcome.Device device) {
            return new Device(
                    Cluster.deviceName(device.device()),
                    device.predictedPeakBytes(),
                    device.measuredPeakBytes(),
                    device.busyFraction(),
                    device.communicationFraction(),
                    device.idleFraction(),
                    device.coreWaitFraction());
        }
    }

    static TrainOutput of(Messages messages, TrainingResult.Trained trained, Path folder) {
        PlanCheck check = trained.check();
        Simulation prediction = trained.prediction();
        TrainingOutcome outcome = trained.outcome();
        DeviceClock deviceClock = DeviceClock.of(trained);
        Speed speed = Speed.of(trained);
        return new TrainOutput(
                PlanTitle.of(messages, check),
                folder.toString(),
                prediction.metrics(),
                check.planName(),
                check.profile().name(),
                trained.run(),
                outcome.stopped(),
                outcome.firstStep(),
                outcome.losses(),
                clock(prediction),
                prediction.stepSeconds(),
                outcome.measuredStepSeconds(),
                deviceClock.predictedStepSeconds(),
                deviceClock.measuredStepSeconds(),
                speed.samplesPerSecond(),
                speed.tokensPerSecond(),
                outcome.devices().stream().map(Device::of).toList(),
                outcome.processBytesOutsideArenas(),
                outcome.checkpoint().map(Path::toString));
    }

    /** The report of a run that only wrote its weights. */
    static TrainOutput of(Messages messages, TrainingResult.Weights weights) {
        PlanCheck check = weights.check();
        Simulation prediction = weights.prediction();
        return new TrainOutput(
                PlanTitle.of(messages, check),
                "",
                prediction.metrics(),
                check.planName(),
                check.profile().name(),
                OptionalLong.empty(),
                false,
                0,
                List.of(),
                clock(prediction),
                prediction.stepSeconds(),
                0,
                DeviceClock.predictedStepSeconds(prediction),
                OptionalDouble.empty(),
                0,
                OptionalDouble.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.of(weights.file().toString()));
    }

    private static String clock(Simulation prediction) {
        return prediction.timeline().clock().name().toLowerCase(Locale.ROOT);
    }

    boolean wroteOnlyWeights() {
        return folder.isEmpty();
    }

    /** How the prediction saw a device. */
    DeviceUse predicted(String device) {
        return predicted.devices().stream()
                .filter(use -> Cluster.deviceName(use.device()).equals(device))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(device + " was not predicted."));
    }

    @Override
    public List<String> lines(Messages messages) {
        return new TrainLines(messages, this).all();
    }
}
