package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.cli.terminal.Table;
import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.program.DeviceProgram;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.StepMetrics;
import dev.partita.workbench.Figures;
import dev.partita.workbench.PlanCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What {@code simulate} says: the components are the keys that scripts rely on. */
record SimulateOutput(
        @JsonIgnore String title,
        @JsonIgnore PlanTimes times,
        String plan,
        String profile,
        String clock,
        boolean timesMeasured,
        long estimatedKernels,
        boolean fits,
        double stepSeconds,
        double bubbleFraction,
        double samplesPerSecond,
        OptionalDouble tokensPerSecond,
        OptionalDouble mfu,
        OptionalDouble hfu,
        List<Device> devices)
        implements Report {

    record Device(
            String name,
            int count,
            double busyFraction,
            double communicationFraction,
            double idleFraction,
            double coreWaitFraction) {
        static Device of(DeviceUse use, int count) {
            return new Device(
                    Cluster.deviceName(use.device()),
                    count,
                    use.busyFraction(),
                    use.communicationFraction(),
                    use.idleFraction(),
                    use.coreWaitFraction());
        }
    }

    static SimulateOutput of(Messages messages, PlanCheck check, Simulation simulation) {
        PlanTimes times = PlanTimes.of(check);
        StepMetrics step = simulation.metrics();
        return new SimulateOutput(
                PlanTitle.of(messages, check),
                times,
                check.planName(),
                check.profile().name(),
                simulation.timeline().clock().name().toLowerCase(Locale.ROOT),
                times.measured(),
                times.estimated(),
                check.report().fits(),
                step.stepSeconds(),
                step.bubbleFraction(),
                step.samplesPerSecond(),
                step.tokensPerSecond(),
                step.mfu(),
                step.hfu(),
                roles(simulation));
    }

    /** The devices of a mesh are one role, named after its first. */
    private static List<Device> roles(Simulation simulation) {
        List<Device> roles = new ArrayList<>();
        for (DeviceUse use : simulation.metrics().devices()) {
            DeviceProgram share = simulation.timeline().program().device(use.device());
            if (share.device() == use.device()) {
                roles.add(Device.of(use, share.devices().size()));
            }
        }
        return roles;
    }

    @Override
    public List<String> lines(Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add(times.line(messages));
        lines.add("");
        Table figures = new Table(List.of(messages.text("simulate.step"), Human.seconds(stepSeconds)));
        figures.row(List.of(messages.text("simulate.bubble"), Human.percent(bubbleFraction)));
        figures.row(List.of(messages.text("simulate.samples"), Figures.rate(samplesPerSecond)));
        tokensPerSecond.ifPresent(rate -> figures.row(List.of(messages.text("simulate.tokens"), Figures.rate(rate))));
        mfu.ifPresent(share -> figures.row(List.of(messages.text("simulate.mfu"), Human.percent(share))));
        lines.addAll(figures.lines());
        lines.add("");
        lines.addAll(devices(messages).lines());
        return lines;
    }

    private Table devices(Messages messages) {
        Table table = new Table(Stream.of("device", "busy", "communication", "core_wait", "idle")
                .map(column -> messages.text("use." + column))
                .toList());
        devices.forEach(device -> table.row(List.of(
                device.count() == 1 ? device.name() : device.name() + " x" + device.count(),
                Human.percent(device.busyFraction()),
                Human.percent(device.communicationFraction()),
                Human.percent(device.coreWaitFraction()),
                Human.percent(device.idleFraction()))));
        return table;
    }
}
