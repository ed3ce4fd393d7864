package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.sharding.Mesh;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Deals the devices of some meshes out to their ranks again, so that ranks that differ along certain axes only share a
 * machine. Every such group takes the first machine with room for all of it, larger groups first.
 */
final class MachineOrder {
    /** By machine the devices that nobody has yet. */
    private final Map<Integer, List<Integer>> free = new TreeMap<>();

    private MachineOrder(Cluster cluster, Collection<Mesh> meshes) {
        meshes.stream()
                .flatMap(mesh -> mesh.devices().stream())
                .sorted()
                .forEach(device -> free.computeIfAbsent(cluster.machineOf(device), key -> new ArrayList<>())
                        .add(device));
    }

    /**
     * The new devices of every mesh by its old ones; empty where machines are too small for that.
     *
     * @param together by mesh the axes along which ranks stay together
     */
    static Optional<Map<List<Integer>, List<Integer>>> of(Cluster cluster, Map<Mesh, List<Integer>> together) {
        MachineOrder order = new MachineOrder(cluster, together.keySet());
        Map<List<Integer>, List<Integer>> found = new HashMap<>();
        List<Mesh> largestFirst = together.keySet().stream()
                .sorted(Comparator.comparingInt(mesh -> -groups(mesh, together.getOrDefault(mesh, List.of()))
                        .getFirst()
                        .size()))
                .toList();
        for (Mesh mesh : largestFirst) {
            Integer[] devices = new Integer[mesh.ranks()];
            for (List<Integer> group : groups(mesh, together.getOrDefault(mesh, List.of()))) {
                Optional<List<Integer>> machine = order.free.values().stream()
                        .filter(left -> left.size() >= group.size())
                        .findFirst();
                if (machine.isEmpty()) {
                    return Optional.empty();
                }
                group.forEach(rank -> devices[rank] = machine.get().removeFirst());
            }
            found.put(mesh.devices(), List.of(devices));
        }
        return Optional.of(found);
    }

    /** The ranks that agree on all other axes. */
    private static List<List<Integer>> groups(Mesh mesh, List<Integer> axes) {
        Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
        for (int rank = 0; rank < mesh.ranks(); rank++) {
            int member = rank;
            List<Integer> others = IntStream.range(0, mesh.axes().size())
                    .filter(axis -> !axes.contains(axis))
                    .mapToObj(axis -> mesh.coordinate(member, axis))
                    .toList();
            groups.computeIfAbsent(others, key -> new ArrayList<>()).add(rank);
        }
        return List.copyOf(groups.values());
    }
}
