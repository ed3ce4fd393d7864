package dev.partita.plan;

import dev.partita.graph.GraphShapes;
import dev.partita.graph.Layer;
import dev.partita.graph.LayerCost;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.BlockChain.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where a new project starts: the model's blocks in order over the devices in order, each device with about the same
 * share of FLOPs and parameters. Repeated (numbered) blocks are what is split, other blocks go with their neighbours:
 * an embedding with the first device, a head with the last. A model without numbered blocks is split at every block that
 * has parameters. Devices beyond the number of such blocks stay idle.
 */
public final class EvenPlacement {
    private EvenPlacement() {}

    /** Rules that place every layer on one of {@code devices} devices. */
    public static Placement of(ModelGraph graph, int devices) {
        return over(
                graph,
                IntStream.range(0, devices)
                        .mapToObj(device -> new Rule("**", List.of(device)))
                        .toList());
    }

    /** Rules that place every layer, in as many chunks in a row as there are rules here, each where its rule says. */
    public static Placement over(ModelGraph graph, List<Rule> chunks) {
        return over(graph, chunks, shares(graph));
    }

    /** The same with chunks that are even by what each layer weighs, such as its seconds. */
    public static Placement over(ModelGraph graph, List<Rule> chunks, ToDoubleFunction<Layer> weight) {
        List<List<Block>> units = units(BlockChain.of(graph));
        if (units.isEmpty()) {
            return new Placement(List.of());
        }
        double[] weights = units.stream()
                .mapToDouble(unit -> unit.stream()
                        .flatMap(block -> block.layers().stream())
                        .mapToDouble(weight)
                        .sum())
                .toArray();
        List<Integer> starts = EvenCut.starts(weights, Math.min(chunks.size(), weights.length));
        List<Rule> rules = new ArrayList<>();
        for (int chunk = 0; chunk < starts.size(); chunk++) {
            int end = chunk + 1 < starts.size() ? starts.get(chunk + 1) : units.size();
            List<String> names = units.subList(starts.get(chunk), end).stream()
                    .flatMap(List::stream)
                    .flatMap(block -> block.names().stream())
                    .toList();
            for (String pattern : NumberRanges.folded(names)) {
                rules.add(chunks.get(chunk).withPattern(pattern));
            }
        }
        return new Placement(rules);
    }

    /** What a device gets whole: one splittable block with what follows it; the first also has what comes before. */
    private static List<List<Block>> units(List<Block> blocks) {
        boolean anyNumbered = blocks.stream().anyMatch(Block::numbered);
        List<List<Block>> units = new ArrayList<>();
        boolean begun = false;
        for (Block block : blocks) {
            boolean splittable = anyNumbered ? block.numbered() : block.hasParameters();
            if (units.isEmpty() || (splittable && begun)) {
                units.add(new ArrayList<>());
            }
            units.getLast().add(block);
            begun |= splittable;
        }
        return units;
    }

    /** Of a layer its share of the graph's FLOPs plus its share of the parameters. */
    private static ToDoubleFunction<Layer> shares(ModelGraph graph) {
        Map<String, Double> flops = flops(graph);
        Map<String, Long> elements = new HashMap<>();
        graph.parameters()
                .forEach(parameter ->
                        elements.put(parameter.name(), parameter.shape().elements()));
        double allFlops =
                Math.max(1, flops.values().stream().mapToDouble(f -> f).sum());
        double allElements = Math.max(1, graph.parameterCount());
        return layer -> flops.getOrDefault(layer.id(), 0.0) / allFlops
                + layer.parameters().stream()
                                .mapToLong(name -> elements.getOrDefault(name, 0L))
                                .sum()
                        / allElements;
    }

    /** FLOPs of every layer, forward and backward, for one sample; 0 where a drawing is not finished. */
    private static Map<String, Double> flops(ModelGraph graph) {
        Map<String, Double> flops = new HashMap<>();
        LayerCost.of(graph, GraphShapes.of(graph, 1)).forEach((layer, cost) -> flops.put(layer, cost.flops()));
        return flops;
    }
}
