package dev.partita.plan;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
        List<Pattern> patterns =
                rules.stream().map(rule -> Rule.compiled(rule.pattern())).toList();
        Map<String, List<Integer>> devices = new HashMap<>();
        for (Layer layer : graph.layers()) {
            for (int i = rules.size() - 1; i >= 0; i--) {
                if (patterns.get(i).matcher(layer.id()).matches()) {
                    if (!rules.get(i).devices().isEmpty()) {
                        devices.put(layer.id(), rules.get(i).devices());
                    }
                    break;
                }
            }
        }
        return devices;
    }

    /** The rules that match no layer of a graph, in order. */
    public List<Rule> unused(ModelGraph graph) {
        return rules.stream()
                .filter(rule -> {
                    Pattern pattern = Rule.compiled(rule.pattern());
                    return graph.layers().stream()
                            .noneMatch(layer -> pattern.matcher(layer.id()).matches());
                })
                .toList();
    }
}
