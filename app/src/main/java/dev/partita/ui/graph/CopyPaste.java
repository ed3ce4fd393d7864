package dev.partita.ui.graph;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.NewLayer;
import dev.partita.graph.Paths;
import dev.partita.graph.Port;
import dev.partita.project.LayersText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Layers as text and back, under names that are free where they come to. */
final class CopyPaste {
    private CopyPaste() {}

    /** Some layers of a model as text; parameters that they share with others become their own. */
    static String text(ModelGraph graph, Collection<String> layers) {
        Set<String> wanted = new HashSet<>(layers);
        return LayersText.write(graph.layers().stream()
                .filter(layer -> wanted.contains(layer.id()))
                .map(CopyPaste::copy)
                .toList());
    }

    private static NewLayer copy(Layer layer) {
        return new NewLayer(layer.id(), layer.operator(), layer.inputs(), Map.of());
    }

    /**
     * The edit that adds the layers of a text, wired to each other as their originals were and open towards all others.
     *
     * @throws dev.partita.project.ProjectFailure if the text holds none
     */
    static GraphEdit.Add paste(ModelGraph graph, String text) {
        List<NewLayer> layers = LayersText.read(text);
        Map<String, String> names = names(graph, layers);
        List<NewLayer> added = new ArrayList<>();
        for (NewLayer layer : layers) {
            List<Port> inputs = layer.inputs().stream()
                    .map(port -> names.containsKey(port.layer())
                            ? new Port(names.getOrDefault(port.layer(), ""), port.output())
                            : Port.OPEN)
                    .toList();
            added.add(new NewLayer(names.getOrDefault(layer.id(), layer.id()), layer.operator(), inputs, Map.of()));
        }
        return new GraphEdit.Add(added, Optional.empty());
    }

    private static Map<String, String> names(ModelGraph graph, List<NewLayer> layers) {
        Set<String> taken = new HashSet<>();
        for (Layer layer : graph.layers()) {
            for (String path = layer.id(); !path.isEmpty(); path = Paths.parent(path)) {
                taken.add(path);
            }
        }
        Map<String, String> names = new HashMap<>();
        for (NewLayer layer : layers) {
            String free = layer.id();
            for (int n = 2; !taken.add(free); n++) {
                free = layer.id() + "_" + n;
            }
            names.put(layer.id(), free);
        }
        return names;
    }
}
