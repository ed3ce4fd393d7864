package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.program.DeviceProgram;
import dev.partita.quantity.Bytes;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
                    Phrase.devices(
                            subject.now().program().orElseThrow().device(device).devices()),
                    message(device),
                    fixes.fixes(device)));
        }
        return found;
    }

    private Sentence message(int device) {
        DeviceProgram program = subject.now().program().orElseThrow().device(device);
        BufferKind most = program.bytesByKind().keySet().stream()
                .max(Comparator.comparingLong(program::bytes).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        return Sentence.of(
                "engine.check.over_capacity",
                Cluster.deviceName(device),
                new Bytes(subject.now().peakBytes(device).orElseThrow()),
                new Bytes(subject.now().capacityBytes(device)),
                new Bytes(subject.now().excessBytes(device)),
                most.title(),
                new Bytes(program.bytes(most)));
    }
}
