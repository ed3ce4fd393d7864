package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.Placement;
import dev.partita.text.Sentence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Devices of the cluster that own no layer: worth a warning where spreading the model would help. */
final class IdleDeviceCheck {
    private final Subject subject;

    IdleDeviceCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        Set<Integer> used = used(subject.plan().placement());
        int devices = subject.plan().cluster().deviceCount();
        List<Integer> idle = IntStream.range(0, devices)
                .filter(device -> !used.contains(device))
                .boxed()
                .toList();
        return idle.isEmpty() ? List.of() : List.of(diagnostic(idle, devices));
    }

    private Diagnostic diagnostic(List<Integer> idle, int devices) {
        Placement even = EvenPlacement.of(subject.plan().graph(), devices);
        int reach = used(even).size();
        // Spreading is what the finding is about, so it is offered with its effect even where that is a longer step.
        List<Fix> fixes = reach > devices - idle.size() ? spread(even, reach) : List.of();
        String outlook = fixes.isEmpty()
                ? "engine.check.idle.too_few_blocks"
                : helps(fixes.getFirst()) ? "engine.check.idle.spreading_helps" : "engine.check.idle.spreading_harms";
        return new Diagnostic(
                Code.IDLE_DEVICE,
                fixes.stream().anyMatch(this::helps) ? Severity.WARNING : Severity.INFO,
                Phrase.devices(idle),
                Sentence.of(outlook, idle.size(), devices, Phrase.devices(idle), reach),
                fixes);
    }

    private List<Fix> spread(Placement even, int reach) {
        Idea spread = new Idea(Phrase.splitEvenly(reach), subject.replace(even));
        return subject.fixes(
                List.of(spread),
                subject.now().fullestDevice(),
                after -> subject.errors(after) <= subject.errors(subject.now()));
    }

    private boolean helps(Fix fix) {
        double before = fix.effect().stepSecondsBefore().orElse(Double.POSITIVE_INFINITY);
        return fix.effect().errorsAfter() < subject.errors(subject.now())
                || fix.effect().stepSecondsAfter().orElse(Double.POSITIVE_INFINITY) < before;
    }

    private Set<Integer> used(Placement placement) {
        Set<Integer> used = new HashSet<>();
        placement.devices(subject.plan().graph()).values().forEach(used::addAll);
        return used;
    }
}
