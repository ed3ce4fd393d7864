package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.quantity.Bytes;
import dev.partita.text.Sentence;
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
        Sentence message = Sentence.of(
                "engine.check.host_memory",
                subject.now().peakBytes().size(),
                new Bytes(wanted),
                new Bytes(has),
                new Bytes(wanted - has));
        return List.of(new Diagnostic(
                Code.HOST_MEMORY, Severity.ERROR, Sentence.of("engine.check.this_machine"), message, fixes(wanted)));
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
