package dev.partita.timeline;

import dev.partita.plan.Plan;
import dev.partita.program.Program;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a timeline amounts to; predicted and measured steps are summed up by the same code.
 *
 * @param bubbleFraction 1 - compute time / (devices that own layers x step)
 * @param devices those that own layers, in device order
 * @param links those with traffic, by sender and receiver
 * @param tokensPerSecond empty where a loss has one target per sample
 * @param mfu model FLOPs utilization: {@link MatrixFlops} of forward and backward / (peak x step x devices that own
 *     layers); empty for virtual devices, whose peak is nominal, and where the peak is unknown
 * @param hfu hardware FLOPs utilization: counts what is recomputed too
 */
public record StepMetrics(
        double stepSeconds,
        double bubbleFraction,
        List<DeviceUse> devices,
        List<LinkUse> links,
        double samplesPerSecond,
        OptionalDouble tokensPerSecond,
        OptionalDouble mfu,
        OptionalDouble hfu) {
    public StepMetrics {
        devices = List.copyOf(devices);
        links = List.copyOf(links);
    }

    /** The share of the step in which devices wait for messages, on average over those that own layers. */
    public double exposedCommunicationFraction() {
        return devices.stream()
                .mapToDouble(DeviceUse::communicationFraction)
                .average()
                .orElse(0);
    }

    public static StepMetrics of(Timeline timeline) {
        Program program = timeline.program();
        Plan plan = program.plan();
        double step = timeline.stepSeconds();
        LaneUse use = new LaneUse(timeline);
        List<DeviceUse> devices = use.devices(step);
        double busy =
                devices.stream().mapToDouble(DeviceUse::busyFraction).average().orElse(0);
        double samples = plan.training().globalBatch() / step;
        long tokens = Tokens.perSample(plan.graph());
        return new StepMetrics(
                step,
                1 - busy,
                devices,
                use.links(),
                samples,
                tokens > 0 ? OptionalDouble.of(samples * tokens) : OptionalDouble.empty(),
                MatrixFlops.utilization(program, step, false),
                MatrixFlops.utilization(program, step, true));
    }
}
