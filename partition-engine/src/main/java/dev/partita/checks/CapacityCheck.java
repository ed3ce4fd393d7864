package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.program.DeviceProgram;
import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Devices that need more memory than they have: the worst ones are given moves of layers as fixes, all the rest. */
final class CapacityCheck {
    private final Subject subject;

    CapacityCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        CapacityFixes fixes = new CapacityFixes(subject);
        List<Diagnostic> found = new ArrayList<>();
        for (int device : subject.now().overCapacity()) {
            found.add(new Diagnostic(
                    Code.OVER_CAPACITY,
                    Severity.ERROR,
                    Cluster.deviceName(device),
                    message(device),
                    fixes.fixes(device)));
        }
        return found;
    }

    private String message(int device) {
        DeviceProgram program = subject.now().program().orElseThrow().device(device);
        BufferKind most = program.bytesByKind().keySet().stream()
                .max(Comparator.comparingLong(program::bytes).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        return Cluster.deviceName(device) + " needs "
                + Human.bytes(subject.now().peakBytes(device).orElseThrow()) + " > "
                + Human.bytes(subject.now().capacityBytes(device)) + ", "
                + Human.bytes(subject.now().excessBytes(device)) + " too much; most of it is "
                + most.name().toLowerCase(Locale.ROOT) + " with " + Human.bytes(program.bytes(most)) + ".";
    }
}
