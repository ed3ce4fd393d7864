package dev.partita.accuracy;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.profile.CollectiveAlgorithm;
import dev.partita.profile.CollectiveCosts;
import dev.partita.profile.CollectiveKind;
import dev.partita.profile.LinkEfficiency;
import dev.partita.profile.RankGroup;
import dev.partita.sweep.CommaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Predicted beside measured all-reduces of one machine, by the number of ranks. Only A100 machines are predicted: in the
 * V100 machine of the source, pairs are joined by one, two or no links, which a uniform machine does not describe.
 */
public final class AllReduceErrors {
    private AllReduceErrors() {}

    /** Mean and maximum size of the relative errors over message sizes. */
    public record Cell(int sizes, double meanError, double maximumError) {}

    public static Map<Integer, Cell> byRanks() {
        CommaTable table = CommaTable.parse(GroundTruth.text("nccl-allreduce.csv"));
        Map<Integer, List<Double>> errors = new TreeMap<>();
        for (List<String> row : table.rows()) {
            if (row.get(table.column("gpu")).equals("A100")) {
                int ranks = Integer.parseInt(row.get(table.column("gpus")));
                double measured = Double.parseDouble(row.get(table.column("time_us"))) * 1e-6;
                double bytes = Double.parseDouble(row.get(table.column("bytes")));
                errors.computeIfAbsent(ranks, key -> new ArrayList<>())
                        .add(Math.abs(predicted(ranks, bytes) / measured - 1));
            }
        }
        Map<Integer, Cell> cells = new TreeMap<>();
        errors.forEach((ranks, all) -> cells.put(ranks, cell(all)));
        return cells;
    }

    private static double predicted(int ranks, double bytes) {
        Cluster cluster = Clusters.parse("a100-80g-sxm:1x8");
        RankGroup group =
                new RankGroup(ranks, ranks, cluster.machines().getFirst().inside(), cluster.between());
        return new CollectiveCosts(LinkEfficiency.NCCL)
                .seconds(CollectiveKind.ALL_REDUCE, CollectiveAlgorithm.RING, bytes, group);
    }

    private static Cell cell(List<Double> errors) {
        double mean = errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return new Cell(
                errors.size(),
                mean,
                errors.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
