package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Input;
import dev.partita.sharding.Mesh;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Cuts a placed graph into stages. Layers are first grouped by (device, number of device changes on the longest way to
 * them), which is acyclic by construction since every edge between groups raises that number or stays on the device.
 * Then groups of one device are merged, earliest first, as long as no path leaves and re-enters the merged group: what
 * is left is maximal. Inputs belong to no stage; every stage loads the ones it reads.
 */
final class StagePartition {
    private record Key(int device, int level) {}

    /** A group of layers on its way to becoming a stage. */
    private static final class Group {
        final int device;
        final List<Integer> layers = new ArrayList<>();

        Group(int device) {
            this.device = device;
        }
    }

    private final ModelGraph graph;
    private final Map<String, Integer> positions = new HashMap<>();
    private final int[] groupOf;
    private final List<Group> groups = new ArrayList<>();

    private final Map<Integer, Mesh> meshes = new HashMap<>();

    private StagePartition(ModelGraph graph, Map<String, Mesh> meshOf) {
        this.graph = graph;
        this.groupOf = new int[graph.layers().size()];
        meshOf.values().forEach(mesh -> meshes.put(mesh.devices().getFirst(), mesh));
        groupByLevel(meshOf);
    }

    /**
     * The stages in an order in which every stage follows those it reads from.
     *
     * @param meshOf by layer id; meshes have all devices in common or none
     */
    static List<Stage> stages(ModelGraph graph, Map<String, Mesh> meshOf) {
        StagePartition partition = new StagePartition(graph, meshOf);
        partition.mergeGroups();
        return partition.numbered();
    }

    private void groupByLevel(Map<String, Mesh> meshOf) {
        Map<Key, Integer> groupNumbers = new LinkedHashMap<>();
        int[] levels = new int[groupOf.length];
        for (int i = 0; i < groupOf.length; i++) {
            Layer layer = graph.layers().get(i);
            positions.put(layer.id(), i);
            if (layer.operator() instanceof Input) {
                groupOf[i] = -1;
                continue;
            }
            Mesh mesh = meshOf.get(layer.id());
            int device = mesh == null ? -1 : mesh.devices().getFirst();
            for (int producer : producers(i)) {
                boolean sameDevice = groups.get(groupOf[producer]).device == device;
                levels[i] = Math.max(levels[i], levels[producer] + (sameDevice ? 0 : 1));
            }
            groupOf[i] = groupNumbers.computeIfAbsent(new Key(device, levels[i]), key -> {
                groups.add(new Group(key.device()));
                return groups.size() - 1;
            });
            groups.get(groupOf[i]).layers.add(i);
        }
    }

    private List<Integer> producers(int layer) {
        List<Integer> found = new ArrayList<>();
        for (Port port : graph.layers().get(layer).inputs()) {
            Integer position = positions.get(port.layer());
            if (position != null && groupOf[position] >= 0) {
                found.add(position);
            }
        }
        return found;
    }

    private void mergeGroups() {
        for (int a = 0; a < groups.size(); a++) {
            for (int b = a + 1; b < groups.size(); b++) {
                Group first = groups.get(a);
                Group second = groups.get(b);
                if (first.device == second.device
                        && !first.layers.isEmpty()
                        && !second.layers.isEmpty()
                        && !detour(a, b)
                        && !detour(b, a)) {
                    second.layers.forEach(layer -> groupOf[layer] = groups.indexOf(first));
                    first.layers.addAll(second.layers);
                    second.layers.clear();
                }
            }
        }
    }

    /** Whether some path from one group to another passes through a third. */
    private boolean detour(int from, int to) {
        List<BitSet> next = groupSuccessors();
        BitSet seen = new BitSet();
        List<Integer> open = new ArrayList<>();
        next.get(from).stream().filter(group -> group != to && group != from).forEach(open::add);
        while (!open.isEmpty()) {
            int group = open.removeLast();
            if (seen.get(group)) {
                continue;
            }
            seen.set(group);
            if (next.get(group).get(to)) {
                return true;
            }
            next.get(group).stream().forEach(open::add);
        }
        return false;
    }

    private List<BitSet> groupSuccessors() {
        List<BitSet> next = new ArrayList<>();
        groups.forEach(group -> next.add(new BitSet()));
        for (int layer = 0; layer < groupOf.length; layer++) {
            if (groupOf[layer] >= 0) {
                for (int producer : producers(layer)) {
                    next.get(groupOf[producer]).set(groupOf[layer]);
                }
            }
        }
        return next;
    }

    /** Kahn's algorithm over groups, taking the one with the earliest first layer among those that are free. */
    private List<Stage> numbered() {
        List<BitSet> next = groupSuccessors();
        int[] waiting = new int[groups.size()];
        for (int group = 0; group < groups.size(); group++) {
            int own = group;
            next.get(group).stream().filter(other -> other != own).forEach(other -> waiting[other]++);
        }
        List<Integer> free = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            if (waiting[group] == 0 && !groups.get(group).layers.isEmpty()) {
                free.add(group);
            }
        }
        List<Stage> stages = new ArrayList<>();
        while (!free.isEmpty()) {
            Integer group = free.stream()
                    .min(Comparator.comparingInt(candidate -> firstLayer(groups.get(candidate))))
                    .orElseThrow();
            free.remove(group);
            stages.add(stage(stages.size(), groups.get(group)));
            next.get(group).stream().filter(other -> other != group).forEach(other -> {
                if (--waiting[other] == 0) {
                    free.add(other);
                }
            });
        }
        return stages;
    }

    private static int firstLayer(Group group) {
        return group.layers.stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    private Stage stage(int index, Group group) {
        List<Layer> layers = group.layers.stream()
                .sorted()
                .map(layer -> graph.layers().get(layer))
                .toList();
        return new Stage(index, Objects.requireNonNull(meshes.get(group.device)), layers);
    }
}
