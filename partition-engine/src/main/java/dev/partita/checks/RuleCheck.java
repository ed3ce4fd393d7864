package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.graph.Layer;
import dev.partita.hardware.Cluster;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.text.Listing;
import dev.partita.text.Nearest;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Placement rules, and patterns of frozen layers, that match no layer: a renamed scope or a slip of the pen. They stay
 * until the user decides.
 */
final class RuleCheck {
    private final Subject subject;

    RuleCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        Plan plan = subject.plan();
        if (plan.graph().layers().isEmpty()) {
            return List.of(); // a drawing that has not begun
        }
        return Stream.concat(
                        plan.placement().unused(plan.graph()).stream().map(this::diagnostic),
                        FrozenLayers.unused(plan.graph(), plan.training().frozen()).stream()
                                .map(this::frozen))
                .toList();
    }

    private Diagnostic frozen(String pattern) {
        Plan plan = subject.plan();
        List<String> others = new ArrayList<>(plan.training().frozen());
        others.remove(pattern);
        Idea remove = new Idea(
                Sentence.of("engine.fix.remove_frozen", pattern),
                subject.train(plan.training().withFrozen(others)));
        return new Diagnostic(
                Code.UNUSED_FROZEN,
                Severity.WARNING,
                new Verbatim(pattern),
                Sentence.of(
                        "engine.check.unused_frozen",
                        pattern,
                        plan.graph().layers().size(),
                        plan.graph().name(),
                        Nearest.first(pattern, names()).getFirst()),
                subject.fixes(List.of(remove), subject.now().fullestDevice(), after -> true));
    }

    private Diagnostic diagnostic(Rule rule) {
        int layers = subject.plan().graph().layers().size();
        String model = subject.plan().graph().name();
        String nearest = Nearest.first(rule.pattern(), names()).getFirst();
        Sentence message = rule.devices().isEmpty()
                ? Sentence.of("engine.check.unused_rule.off", rule.pattern(), layers, model, nearest)
                : Sentence.of(
                        "engine.check.unused_rule",
                        rule.pattern(),
                        layers,
                        model,
                        nearest,
                        Listing.names(
                                rule.devices().stream().map(Cluster::deviceName).toList()));
        List<Rule> others = new ArrayList<>(subject.plan().placement().rules());
        others.remove(rule);
        Idea remove =
                new Idea(Sentence.of("engine.fix.remove_rule", rule.pattern()), subject.replace(new Placement(others)));
        return new Diagnostic(
                Code.UNUSED_RULE,
                Severity.WARNING,
                new Verbatim(rule.pattern()),
                message,
                subject.fixes(List.of(remove), subject.now().fullestDevice(), after -> true));
    }

    /** Layers and all their scopes. */
    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Layer layer : subject.plan().graph().layers()) {
            String name = layer.id();
            for (int slash = name.length(); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                names.add(name.substring(0, slash));
            }
        }
        return names;
    }
}
