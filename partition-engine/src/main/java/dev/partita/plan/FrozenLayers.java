package dev.partita.plan;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which layers of a model keep their parameters as they are. Patterns name layers, so a layer's parameters are frozen
 * together; one that several layers share has to be frozen in all of them or in none.
 */
public final class FrozenLayers {
    /** A parameter that a frozen layer shares with one that is trained. */
    public record Torn(String parameter, String frozen, String trained) {}

    private final ModelGraph graph;
    private final List<Predicate<String>> patterns;
    private final Set<String> layers = new HashSet<>();
    private final Set<String> parameters = new HashSet<>();

    public FrozenLayers(ModelGraph graph, List<String> patterns) {
        this.graph = graph;
        this.patterns = patterns.stream().map(Rule::matcher).toList();
        for (Layer layer : graph.layers()) {
            if (!layer.parameters().isEmpty() && names(layer)) {
                layers.add(layer.id());
                parameters.addAll(layer.parameters());
            }
        }
    }

    /** Whether a pattern names a layer, with parameters or without. */
    boolean names(Layer layer) {
        return patterns.stream().anyMatch(pattern -> pattern.test(layer.id()));
    }

    /** Whether a layer has parameters and keeps them. */
    public boolean contains(Layer layer) {
        return layers.contains(layer.id());
    }

    public boolean keeps(String parameter) {
        return parameters.contains(parameter);
    }

    /** Whether some layers are frozen and no other has parameters. */
    public boolean leavesNothing() {
        return !layers.isEmpty()
                && graph.layers().stream().allMatch(layer -> layer.parameters().isEmpty() || contains(layer));
    }

    /** Shared parameters that are frozen in one layer and trained in another, each once. */
    public List<Torn> torn() {
        Map<String, String> frozenIn = new LinkedHashMap<>();
        Map<String, String> trainedIn = new LinkedHashMap<>();
        for (Layer layer : graph.layers()) {
            Map<String, String> side = contains(layer) ? frozenIn : trainedIn;
            layer.parameters().forEach(parameter -> side.putIfAbsent(parameter, layer.id()));
        }
        List<Torn> torn = new ArrayList<>();
        frozenIn.forEach((parameter, layer) -> {
            String trained = trainedIn.get(parameter);
            if (trained != null) {
                torn.add(new Torn(parameter, layer, trained));
            }
        });
        return torn;
    }

    /** The patterns that name no layer with parameters, in order. */
    public static List<String> unused(ModelGraph graph, List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> new FrozenLayers(graph, List.of(pattern)).layers.isEmpty())
                .toList();
    }
}
