package dev.partita.plan;

import dev.partita.graph.ModelGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ordered rules; for each layer the last one that matches decides. */
public record Placement(List<Rule> rules) {
    public Placement {
        rules = List.copyOf(rules);
    }

    /** This placement with a rule added at the end; rules with the same pattern that it overrules are dropped. */
    public Placement with(Rule rule) {
        List<Rule> next = new ArrayList<>(rules);
        next.removeIf(old -> old.pattern().equals(rule.pattern()));
        next.add(rule);
        return new Placement(next);
    }

    /** The devices of every placed layer, by layer id; a layer that no rule places is absent. */
    public Map<String, List<Integer>> devices(ModelGraph graph) {
        return new LayerMatches(graph).devices(this);
    }

    /** The rule that places each placed layer, by layer id. */
    public Map<String, Rule> deciding(ModelGraph graph) {
        return new LayerMatches(graph).rules(this);
    }

    /** The rules that match no layer of a graph, in order. */
    public List<Rule> unused(ModelGraph graph) {
        LayerMatches matches = new LayerMatches(graph);
        return rules.stream()
                .filter(rule -> matches.of(rule.pattern()).isEmpty())
                .toList();
    }
}
