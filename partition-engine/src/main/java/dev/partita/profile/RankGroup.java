package dev.partita.profile;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Link;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ranks that communicate, spread evenly over machines.
 *
 * @param ranks all of them
 * @param perMachine those that share a machine; each has a rail of its own to other machines
 * @param inside the link of two ranks in one machine
 * @param between one rail
 */
public record RankGroup(int ranks, int perMachine, Link inside, Link between) {
    public RankGroup {
        if (perMachine < 1 || ranks < perMachine || ranks % perMachine != 0) {
            throw new IllegalArgumentException("A group's ranks lie evenly on its machines, found " + ranks
                    + " ranks with " + perMachine + " on each.");
        }
    }

    /**
     * Devices of a cluster. Where they lie unevenly on machines, the machine with the fewest decides: all wait for its
     * rails. Where machines differ, the slowest link inside one does.
     */
    static RankGroup of(List<Integer> devices, Cluster cluster) {
        Map<Integer, Long> byMachine =
                devices.stream().collect(Collectors.groupingBy(cluster::machineOf, Collectors.counting()));
        int ranks = devices.size();
        int perMachine =
                byMachine.values().stream().mapToInt(Long::intValue).min().orElse(1);
        while (ranks % perMachine != 0) {
            perMachine--;
        }
        Link inside = byMachine.keySet().stream()
                .map(machine -> cluster.machines().get(machine).inside())
                .min(Comparator.comparingDouble(link -> link.bandwidth().rate()))
                .orElseThrow();
        return new RankGroup(ranks, perMachine, inside, cluster.between());
    }

    public int machines() {
        return ranks / perMachine;
    }

    /** The ranks of one machine alone. */
    RankGroup insideOneMachine() {
        return new RankGroup(perMachine, perMachine, inside, between);
    }

    /** One rank of each machine. */
    RankGroup acrossMachines() {
        return new RankGroup(machines(), 1, inside, between);
    }
}
