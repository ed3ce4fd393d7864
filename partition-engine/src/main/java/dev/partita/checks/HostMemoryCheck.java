package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.List;

/** Virtual devices are memory of this machine: together they cannot take more than it has. */
final class HostMemoryCheck {
    private final Subject subject;

    HostMemoryCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        long wanted = subject.now().hostBytes();
        if (subject.hostMemoryBytes().isEmpty()
                || wanted <= subject.hostMemoryBytes().getAsLong()) {
            return List.of();
        }
        long has = subject.hostMemoryBytes().getAsLong();
        String message = "The " + Phrase.count(subject.now().peakBytes().size(), "virtual device") + " together need "
                + Human.bytes(wanted) + " > " + Human.bytes(has) + ", the memory of this machine, "
                + Human.bytes(wanted - has) + " too much.";
        return List.of(new Diagnostic(Code.HOST_MEMORY, Severity.ERROR, "this machine", message, fixes(wanted)));
    }

    private List<Fix> fixes(long wanted) {
        TrainingIdeas training = new TrainingIdeas(subject);
        Training now = subject.plan().training();
        List<Idea> ideas = new ArrayList<>();
        training.smallerMicrobatch().ifPresent(ideas::add);
        training.schedule(Schedule.ONE_FORWARD_ONE_BACKWARD).ifPresent(ideas::add);
        if (now.microbatches() > 1) {
            ideas.add(training.globalBatch(1));
        }
        return subject.fixes(
                ideas,
                subject.now().fullestDevice(),
                after -> after.obstacles().isEmpty() && after.hostBytes() < wanted);
    }
}
