package dev.partita.deduction;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.Division;
import dev.partita.operator.Input;
import dev.partita.operator.Ranks;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether some layers can be divided in one way over an axis.
 *
 * @param layers how many of them can; the others are divided as suits them
 * @param sizes up to twice the axis' size, the sizes over which some of them could
 */
public record Offer(Division.Kind kind, int layers, List<Integer> sizes) {
    private static final int MOST_SIZES = 64;

    public Offer {
        sizes = List.copyOf(sizes);
    }

    public boolean possible() {
        return layers > 0;
    }

    /**
     * The kinds that some layer offers over an axis of this or a similar size, in the order of {@link Division.Kind}.
     *
     * @param shapes the outputs of every layer for one microbatch
     */
    public static List<Offer> of(
            ModelGraph graph, Map<String, List<TensorSpec>> shapes, Collection<String> ids, int ranks) {
        Set<String> wanted = new HashSet<>(ids);
        List<Layer> layers = graph.layers().stream()
                .filter(layer -> wanted.contains(layer.id()) && !(layer.operator() instanceof Input))
                .toList();
        Map<Division.Kind, Integer> counts = new EnumMap<>(Division.Kind.class);
        Map<Division.Kind, List<Integer>> sizes = new EnumMap<>(Division.Kind.class);
        layers.forEach(layer -> kinds(layer, shapes, ranks).forEach(kind -> counts.merge(kind, 1, Integer::sum)));
        IntStream.rangeClosed(2, Math.min(2 * ranks, MOST_SIZES)).forEach(size -> {
            Set<Division.Kind> offered = new HashSet<>();
            layers.stream().distinct().forEach(layer -> offered.addAll(kinds(layer, shapes, size)));
            offered.forEach(kind ->
                    sizes.computeIfAbsent(kind, key -> new ArrayList<>()).add(size));
        });
        List<Offer> offers = new ArrayList<>();
        for (Division.Kind kind : Division.Kind.values()) {
            if (kind == Division.Kind.COPY) {
                offers.add(new Offer(kind, layers.size(), List.of()));
            } else if (counts.containsKey(kind) || sizes.containsKey(kind)) {
                offers.add(new Offer(kind, counts.getOrDefault(kind, 0), sizes.getOrDefault(kind, List.of())));
            }
        }
        return offers;
    }

    /** Whether some of these layers can be divided in this way over so many ranks. */
    public static boolean possible(
            ModelGraph graph,
            Map<String, List<TensorSpec>> shapes,
            Collection<String> ids,
            int ranks,
            Division.Kind kind) {
        return kind == Division.Kind.COPY
                || ids.stream()
                        .map(graph::layer)
                        .filter(layer -> !(layer.operator() instanceof Input))
                        .anyMatch(layer -> kinds(layer, shapes, ranks).contains(kind));
    }

    private static Set<Division.Kind> kinds(Layer layer, Map<String, List<TensorSpec>> shapes, int ranks) {
        List<TensorSpec> inputs = layer.inputs().stream()
                .map(port -> Objects.requireNonNull(shapes.get(port.layer())).get(port.output()))
                .toList();
        Set<Division.Kind> kinds = new HashSet<>();
        layer.operator().divisions(inputs, new Ranks(ranks, 0)).forEach(division -> kinds.add(division.kind()));
        return kinds;
    }
}
