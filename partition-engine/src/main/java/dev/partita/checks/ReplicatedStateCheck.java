package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.Zero;
import dev.partita.program.BufferKind;
import dev.partita.program.DeviceProgram;
import dev.partita.quantity.Bytes;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * Ranks that see different samples and all keep the same optimizer state: worth a word where that is much of what they
 * have room for. A plan that does not fit is offered the same as fixes of what it lacks.
 */
final class ReplicatedStateCheck {
    /** Copies of less than this share of a device's memory are nothing to speak of. */
    private static final double NOTEWORTHY = 0.2;

    private final Subject subject;

    ReplicatedStateCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        if (subject.plan().training().zero() != Zero.NOTHING) {
            return List.of();
        }
        return subject.now().program().orElseThrow().devices().stream()
                .filter(share -> share.devices().size() > 1
                        && subject.now().excessBytes(share.device()) == 0
                        && noteworthy(share, share.bytes(BufferKind.OPTIMIZER)))
                .flatMap(share -> diagnostic(share).stream())
                .toList();
    }

    private boolean noteworthy(DeviceProgram share, long bytes) {
        return bytes >= NOTEWORTHY * subject.now().capacityBytes(share.device());
    }

    private Optional<Diagnostic> diagnostic(DeviceProgram share) {
        List<Idea> ideas = new TrainingIdeas(subject).zero();
        long kept = share.bytes(BufferKind.OPTIMIZER);
        long copied = subject.predict(ideas.getFirst())
                .flatMap(Prediction::program)
                .map(divided -> kept - divided.device(share.device()).bytes(BufferKind.OPTIMIZER))
                .orElse(0L);
        if (!noteworthy(share, copied)) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(
                Code.REPLICATED_STATE,
                Severity.INFO,
                Phrase.devices(share.devices()),
                Sentence.of(
                        "engine.check.replicated_state",
                        Phrase.devices(share.devices()),
                        new Bytes(kept),
                        new Bytes(copied),
                        Math.round(100.0 * copied / subject.now().capacityBytes(share.device()))),
                subject.fixes(ideas, share.device(), after -> helps(after, share.device()))));
    }

    private boolean helps(Prediction after, int device) {
        return after.simulation().isPresent()
                && after.peakBytes(device).orElseThrow()
                        < subject.now().peakBytes(device).orElseThrow()
                && subject.errors(after) <= subject.errors(subject.now());
    }
}
