package dev.partita.profile;

import dev.partita.hardware.Cluster;
import dev.partita.kernel.CollectiveKernel;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Links carry what a communication library was measured to reach on them, and ranks wait for the slowest of their machine
 * to launch a collective.
 */
record MeasuredLinks(CollectiveCosts costs, Efficiency efficiency) implements CollectiveTimes {
    @Override
    public ToDoubleFunction<CollectiveKernel> among(List<Integer> devices, Cluster cluster) {
        RankGroup group = RankGroup.of(devices, cluster);
        double floor = efficiency.collectiveFloorSeconds(group.perMachine());
        return kernel -> CollectiveKind.of(kernel)
                .map(kind -> Math.max(floor, costs.seconds(kind, bytes(kind, kernel), group)))
                .orElse(0.0);
    }

    private static double bytes(CollectiveKind kind, CollectiveKernel kernel) {
        double whole = kernel.wholeBytes();
        return kind == CollectiveKind.ALL_TO_ALL ? whole / kernel.ranks() : whole;
    }

    @Override
    public double messageSeconds(long bytes, int from, int to, Cluster cluster) {
        boolean betweenMachines = cluster.machineOf(from) != cluster.machineOf(to);
        return bytes / costs.messageBytesPerSecond(cluster.link(from, to), betweenMachines);
    }
}
