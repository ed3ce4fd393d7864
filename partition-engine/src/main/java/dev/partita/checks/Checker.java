package dev.partita.checks;

import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.CompileCache;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says what a plan leads to and what is wrong with it, in numbers. A plan that does not compile is reported too: with
 * the reasons, and with devices that hold nothing.
 */
public final class Checker {
    private Checker() {}

    public static CheckReport check(Plan plan, Profile profile) {
        return check(plan, profile, CheckOptions.DEFAULT);
    }

    public static CheckReport check(Plan plan, Profile profile, CheckOptions options) {
        CompileCache cache = new CompileCache();
        Prediction now = Prediction.of(plan, profile, cache);
        Trials trials = new Trials(profile, cache, now);
        Subject subject = new Subject(options.planName(), options.hostMemoryBytes(), now, trials);
        List<Diagnostic> diagnostics = new ArrayList<>(diagnostics(subject));
        diagnostics.sort(Comparator.comparing(Diagnostic::severity));
        return new CheckReport(
                profile.name(),
                profile.exact(),
                subject.errors(now) == 0,
                notTrainable(plan, diagnostics),
                DeviceMemory.all(plan.cluster(), now, profile),
                now.simulation().map(simulation -> simulation.metrics().links()).orElse(List.of()),
                diagnostics,
                now.simulation());
    }

    private static List<Diagnostic> diagnostics(Subject subject) {
        List<Diagnostic> found = new ArrayList<>(new ObstacleCheck(subject).diagnostics());
        if (subject.now().simulation().isPresent()) {
            found.addAll(new ClusterSizeCheck(subject).diagnostics());
            found.addAll(new CapacityCheck(subject).diagnostics());
            found.addAll(new HostMemoryCheck(subject).diagnostics());
            found.addAll(new ReplicatedStateCheck(subject).diagnostics());
            found.addAll(new TransferCheck(subject).diagnostics());
            found.addAll(new BubbleCheck(subject).diagnostics());
        }
        if (subject.now().validModel()) {
            found.addAll(new IdleDeviceCheck(subject).diagnostics());
        }
        found.addAll(new RuleCheck(subject).diagnostics());
        if (subject.now().simulation().isPresent()) {
            found.addAll(new TensorAxisCheck(subject).diagnostics());
            found.addAll(new ImbalanceCheck(subject).diagnostics());
            found.addAll(new MicrobatchCheck(subject).diagnostics());
        }
        return found;
    }

    private static Optional<Sentence> notTrainable(Plan plan, List<Diagnostic> diagnostics) {
        Optional<Sentence> error = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .map(Diagnostic::message)
                .findFirst();
        if (error.isPresent()) {
            return error;
        }
        List<String> planned = plan.graph().layers().stream()
                .filter(layer -> !layer.operator().trains())
                .map(layer -> layer.id() + " (" + layer.operator().kind() + ")")
                .toList();
        if (!planned.isEmpty()) {
            return Optional.of(Sentence.of("engine.check.planned_only", planned.size(), Phrase.list(planned)));
        }
        if (plan.cluster().virtual()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of("engine.check.catalogue", plan.cluster().name()));
    }
}
