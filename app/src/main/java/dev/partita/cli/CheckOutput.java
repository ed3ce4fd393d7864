package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.checks.CheckReport;
import dev.partita.checks.DeviceMemory;
import dev.partita.checks.Diagnostic;
import dev.partita.checks.Fix;
import dev.partita.checks.Severity;
import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.program.BufferKind;
import dev.partita.program.DeviceProgram;
import dev.partita.timeline.LinkUse;
import dev.partita.workbench.PlanCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What {@code check} says: the components are the keys that scripts rely on. */
record CheckOutput(
        @JsonIgnore String title,
        @JsonIgnore PlanTimes times,
        String plan,
        String profile,
        boolean exact,
        boolean timesMeasured,
        long estimatedKernels,
        boolean fits,
        boolean trainable,
        Optional<String> notTrainableBecause,
        List<Device> devices,
        List<LinkLoad> links,
        List<Finding> diagnostics)
        implements Report {

    record Device(
            String name,
            int count,
            long capacityBytes,
            long peakBytes,
            long weightsBytes,
            long gradientsBytes,
            long optimizerBytes,
            long activationsBytes,
            long workspaceBytes,
            long communicationBytes,
            long paddingBytes,
            long overheadBytes) {
        static Device of(DeviceMemory memory) {
            return new Device(
                    memory.name(),
                    memory.count(),
                    memory.capacityBytes(),
                    memory.peakBytes(),
                    memory.bytes(BufferKind.WEIGHTS),
                    memory.bytes(BufferKind.GRADIENTS),
                    memory.bytes(BufferKind.OPTIMIZER),
                    memory.bytes(BufferKind.ACTIVATIONS),
                    memory.bytes(BufferKind.WORKSPACE),
                    memory.bytes(BufferKind.COMMUNICATION),
                    memory.paddingBytes(),
                    memory.overheadBytes());
        }

        private Device times(int devices) {
            return new Device(
                    name,
                    devices,
                    capacityBytes,
                    peakBytes,
                    weightsBytes,
                    gradientsBytes,
                    optimizerBytes,
                    activationsBytes,
                    workspaceBytes,
                    communicationBytes,
                    paddingBytes,
                    overheadBytes);
        }
    }

    record LinkLoad(String from, String to, long bytesPerStep, double busySeconds, double exposedSeconds) {
        static LinkLoad of(LinkUse use) {
            return new LinkLoad(
                    Cluster.deviceName(use.from()),
                    Cluster.deviceName(use.to()),
                    use.bytesPerStep(),
                    use.busySeconds(),
                    use.exposedSeconds());
        }
    }

    record Remedy(String description) {
        static Remedy of(Messages messages, Fix fix) {
            return new Remedy(messages.text(fix.description()));
        }
    }

    record Finding(String code, String severity, String where, String message, List<Remedy> fixes) {
        static Finding of(Messages messages, Diagnostic diagnostic) {
            return new Finding(
                    diagnostic.code().key(),
                    diagnostic.severity().key(),
                    messages.text(diagnostic.where()),
                    messages.text(diagnostic.message()),
                    diagnostic.fixes().stream()
                            .map(fix -> Remedy.of(messages, fix))
                            .toList());
        }
    }

    static CheckOutput of(Messages messages, PlanCheck check) {
        PlanTimes times = PlanTimes.of(check);
        CheckReport report = check.report();
        return new CheckOutput(
                PlanTitle.of(messages, check),
                times,
                check.planName(),
                report.profile(),
                report.exact(),
                times.measured(),
                times.estimated(),
                report.fits(),
                report.trainable(),
                report.notTrainableBecause().map(messages::text),
                roles(report),
                report.links().stream().map(LinkLoad::of).toList(),
                report.diagnostics().stream()
                        .map(diagnostic -> Finding.of(messages, diagnostic))
                        .toList());
    }

    /** The devices of a mesh are one role, those that own no layer another, each named after its first. */
    private static List<Device> roles(CheckReport report) {
        List<DeviceMemory> devices = report.devices();
        List<Device> roles = new ArrayList<>();
        report.simulation()
                .ifPresent(step -> step.timeline().program().devices().stream()
                        .sorted(Comparator.comparingInt(DeviceProgram::device))
                        .forEach(share -> roles.add(Device.of(devices.get(share.device()))
                                .times(share.devices().size()))));
        List<DeviceMemory> idle =
                devices.stream().filter(memory -> memory.peakBytes() == 0).toList();
        if (!idle.isEmpty()) {
            int count = idle.stream().mapToInt(DeviceMemory::count).sum();
            roles.add(Device.of(idle.getFirst()).times(count));
        }
        return roles;
    }

    boolean hasErrors() {
        return diagnostics.stream().anyMatch(finding -> finding.severity().equals(Severity.ERROR.key()));
    }

    @Override
    public List<String> lines(Messages messages) {
        return new CheckLines(messages, this).all();
    }
}
