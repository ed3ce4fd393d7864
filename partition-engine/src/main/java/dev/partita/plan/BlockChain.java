package dev.partita.plan;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graph as a chain of blocks that a placement can cut between. A block is a numbered scope such as
 * {@code decoder/12}, otherwise a scope at the top or a layer of its own. Blocks whose layers are interleaved are one.
 */
final class BlockChain {
    private static final Pattern NUMBERED = Pattern.compile("((?:[^/]*/)*?\\d+)(?:/.*)?");

    /**
     * @param names scopes and layer ids that together are exactly this block
     * @param numbered whether a scope that is a number is among them
     */
    record Block(List<String> names, List<Layer> layers, boolean numbered) {
        boolean hasParameters() {
            return layers.stream().anyMatch(layer -> !layer.parameters().isEmpty());
        }
    }

    private final List<Layer> layers;
    private final List<String> names;

    private BlockChain(ModelGraph graph) {
        layers = graph.layers().stream()
                .filter(layer -> !(layer.operator() instanceof Input))
                .toList();
        Set<String> numberedRoots = new HashSet<>();
        layers.stream().map(Layer::id).filter(BlockChain::isNumbered).forEach(id -> numberedRoots.add(root(id)));
        names = layers.stream().map(layer -> name(layer.id(), numberedRoots)).toList();
    }

    /** The blocks in the order of computation; inputs belong to none. */
    static List<Block> of(ModelGraph graph) {
        return new BlockChain(graph).blocks();
    }

    private List<Block> blocks() {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            last.put(names.get(i), i);
        }
        List<Block> blocks = new ArrayList<>();
        for (int start = 0; start < names.size(); ) {
            int end = start;
            for (int i = start; i <= end; i++) {
                end = Math.max(end, last.getOrDefault(names.get(i), i));
            }
            Set<String> own = new LinkedHashSet<>(names.subList(start, end + 1));
            boolean numbered = own.stream().anyMatch(BlockChain::isNumbered);
            blocks.add(new Block(List.copyOf(own), layers.subList(start, end + 1), numbered));
            start = end + 1;
        }
        return blocks;
    }

    private static String name(String id, Set<String> numberedRoots) {
        Matcher numbered = NUMBERED.matcher(id);
        if (numbered.matches()) {
            return numbered.group(1);
        }
        return numberedRoots.contains(root(id)) ? id : root(id);
    }

    private static boolean isNumbered(String id) {
        return NUMBERED.matcher(id).matches();
    }

    private static String root(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
