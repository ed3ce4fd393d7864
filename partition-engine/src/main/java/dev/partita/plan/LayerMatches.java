package dev.partita.plan;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which layers of one model each pattern names, each pattern asked once: plans that differ by a rule share all the
 * others. For one thread.
 */
public final class LayerMatches {
    /** Patterns remembered; beyond, all are forgotten. A drag over every layer and scope of a large model stays below. */
    private static final int MOST_PATTERNS = 4096;

    private final ModelGraph graph;
    private final Map<String, BitSet> known = new HashMap<>();

    public LayerMatches(ModelGraph graph) {
        this.graph = graph;
    }

    /** The devices of every placed layer, by layer id; a layer that no rule places is absent. */
    public Map<String, List<Integer>> devices(Placement placement) {
        Map<String, List<Integer>> devices = HashMap.newHashMap(graph.layers().size());
        rules(placement).forEach((layer, rule) -> devices.put(layer, rule.devices()));
        return devices;
    }

    /** The rule that places each placed layer, by layer id. */
    public Map<String, Rule> rules(Placement placement) {
        List<Rule> rules = placement.rules();
        Map<String, Rule> deciding = HashMap.newHashMap(graph.layers().size());
        BitSet undecided = new BitSet();
        undecided.set(0, graph.layers().size());
        for (int i = rules.size() - 1; i >= 0 && !undecided.isEmpty(); i--) {
            Rule rule = rules.get(i);
            BitSet decided = (BitSet) undecided.clone();
            decided.and(of(rule.pattern()));
            undecided.andNot(decided);
            if (!rule.devices().isEmpty()) {
                decided.stream()
                        .forEach(layer -> deciding.put(graph.layers().get(layer).id(), rule));
            }
        }
        return deciding;
    }

    /** The numbers of the layers that a pattern names. */
    BitSet of(String pattern) {
        BitSet found = known.get(pattern);
        if (found == null) {
            if (known.size() == MOST_PATTERNS) {
                known.clear();
            }
            found = find(pattern);
            known.put(pattern, found);
        }
        return found;
    }

    private BitSet find(String pattern) {
        Predicate<String> matches = Rule.matcher(pattern);
        BitSet found = new BitSet();
        List<Layer> layers = graph.layers();
        for (int i = 0; i < layers.size(); i++) {
            found.set(i, matches.test(layers.get(i).id()));
        }
        return found;
    }
}
