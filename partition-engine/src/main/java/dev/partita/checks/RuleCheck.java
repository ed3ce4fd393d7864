package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.graph.Layer;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Placement rules that match no layer: a renamed scope or a slip of the pen. They stay until the user decides. */
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
        return plan.placement().unused(plan.graph()).stream()
                .map(this::diagnostic)
                .toList();
    }

    private Diagnostic diagnostic(Rule rule) {
        String target = rule.devices().isEmpty()
                ? "off every device"
                : "on "
                        + String.join(
                                ", ",
                                rule.devices().stream().map(Cluster::deviceName).toList());
        String message = "The rule that puts \"" + rule.pattern() + "\" " + target + " matches none of the "
                + Phrase.count(subject.plan().graph().layers().size(), "layer") + " of "
                + subject.plan().graph().name() + "; the nearest name is "
                + Nearest.first(rule.pattern(), names()).getFirst() + ".";
        List<Rule> others = new ArrayList<>(subject.plan().placement().rules());
        others.remove(rule);
        Idea remove = new Idea("Remove the rule \"" + rule.pattern() + "\"", subject.replace(new Placement(others)));
        return new Diagnostic(
                Code.UNUSED_RULE,
                Severity.WARNING,
                rule.pattern(),
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
