package dev.partita.ui.graph;

import dev.partita.plan.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where the layers of a plan are. */
record Placed(Map<String, List<Integer>> devices) {
    static final Placed NOWHERE = new Placed(Map.of());

    static Placed of(Plan plan) {
        return new Placed(plan.placement().devices(plan.graph()));
    }

    List<Integer> of(String layer) {
        return devices.getOrDefault(layer, List.of());
    }

    /** All devices that hold some of these layers, in order. */
    Set<Integer> of(Collection<String> layers) {
        Set<Integer> all = new TreeSet<>();
        layers.forEach(layer -> all.addAll(of(layer)));
        return all;
    }
}
