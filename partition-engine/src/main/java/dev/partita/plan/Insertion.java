package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Graph edits of one gesture: what is added lies on a device from the start. */
public final class Insertion {
    private Insertion() {}

    /**
     * One edit that makes these changes and places layers that they add and no rule covers: beside the layers they read,
     * else beside those that read them.
     */
    public static Edit of(String plan, Placement placement, ModelGraph graph, List<GraphEdit> changes) {
        ModelGraph after = GraphEdit.apply(graph, changes);
        List<Edit> edits = new ArrayList<>();
        changes.forEach(change -> edits.add(new Edit.Draw(change)));
        Map<String, Rule> devices = new HashMap<>(placement.deciding(after));
        Set<String> added = new HashSet<>();
        for (GraphEdit change : changes) {
            if (change instanceof GraphEdit.Add add) {
                add.layers().forEach(layer -> added.add(layer.id()));
            }
        }
        added.removeAll(devices.keySet());
        spread(after.layers(), devices, added, true);
        spread(after.layers().reversed(), devices, added, false);
        for (Layer layer : after.layers()) {
            Rule found = devices.get(layer.id());
            if (added.contains(layer.id()) && found != null) {
                edits.add(new Edit.Place(plan, found.withPattern(layer.id())));
            }
        }
        return edits.size() == 1 ? edits.getFirst() : new Edit.Several(edits);
    }

    private static void spread(List<Layer> order, Map<String, Rule> devices, Set<String> added, boolean forwards) {
        for (Layer layer : order) {
            for (Port port : layer.inputs()) {
                Rule found = devices.get(forwards ? port.layer() : layer.id());
                String to = forwards ? layer.id() : port.layer();
                if (found != null && added.contains(to)) {
                    devices.putIfAbsent(to, found);
                }
            }
        }
    }
}
