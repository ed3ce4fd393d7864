package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.program.Program;
import dev.partita.quantity.Bytes;
import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.util.List;

/** Parameters that no cut makes fit: weights, gradients and optimizer state beyond all devices together. */
final class ClusterSizeCheck {
    private final Subject subject;

    ClusterSizeCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        Program program = subject.now().program().orElseThrow();
        if (!tooSmall(program)) {
            return List.of();
        }
        Cluster cluster = subject.plan().cluster();
        long state = stateBytes(program);
        long room = roomBytes(program);
        long needed = Math.ceilDiv(state, Math.max(1, room / cluster.deviceCount()));
        Sentence message = Sentence.of(
                "engine.check.cluster_too_small",
                Human.count(subject.plan().graph().parameterCount()),
                new Bytes(state),
                new Bytes(room),
                cluster.deviceCount(),
                cluster.name(),
                needed);
        return List.of(new Diagnostic(
                Code.CLUSTER_TOO_SMALL,
                Severity.ERROR,
                new Verbatim(cluster.name()),
                message,
                new ClusterGrowth(subject).fixes()));
    }

    static boolean tooSmall(Program program) {
        return stateBytes(program) > roomBytes(program);
    }

    private static long roomBytes(Program program) {
        return program.plan().cluster().machines().stream()
                .mapToLong(machine -> machine.devices()
                        * Math.max(
                                0,
                                machine.model().capacity().count()
                                        - program.profile().overheadBytes()))
                .sum();
    }

    /** Bytes that every cut of the model has to put somewhere. */
    static long stateBytes(Program program) {
        return program.devices().stream()
                .mapToLong(device -> device.bytes(BufferKind.WEIGHTS)
                        + device.bytes(BufferKind.GRADIENTS)
                        + device.bytes(BufferKind.OPTIMIZER))
                .reduce(0, Math::addExact);
    }
}
