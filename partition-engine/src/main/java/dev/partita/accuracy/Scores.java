package dev.partita.accuracy;

import dev.partita.sweep.Configuration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How predictions compare with measured times. Plans compete within a group: the same model, number of GPUs and global
 * batch.
 *
 * @param spearman correlation of the ranks over all rows
 * @param pairs of one group whose measured times differ by 1 % or more
 * @param pairOrder share of those pairs that are ranked as measured
 * @param meanTopLoss time lost on average by running the plan predicted fastest instead of the one measured fastest
 * @param topsWithinOnePercent share of the groups where that loses at most 1 %
 */
public record Scores(
        int rows,
        double meanError,
        double maximumError,
        double bias,
        double spearman,
        long pairs,
        double pairOrder,
        int groups,
        double meanTopLoss,
        double maximumTopLoss,
        double topsWithinOnePercent) {
    private static final double DISTINCT = 0.01;

    private record Group(long width, int layers, long heads, long sequence, long gpus, long globalBatch) {
        static Group of(MeasuredRun run) {
            Configuration c = run.configuration();
            return new Group(c.width(), c.layers(), c.heads(), c.sequence(), c.gpus(), c.globalBatch());
        }
    }

    /** @param runs at least one */
    public static Scores of(List<MeasuredRun> runs) {
        Map<Group, List<MeasuredRun>> groups = runs.stream().collect(Collectors.groupingBy(Group::of));
        double[] errors =
                runs.stream().mapToDouble(run -> Math.abs(run.error())).toArray();
        double[] losses = groups.values().stream().mapToDouble(Scores::topLoss).toArray();
        long pairs =
                groups.values().stream().mapToLong(group -> pairs(group, false)).sum();
        long ordered =
                groups.values().stream().mapToLong(group -> pairs(group, true)).sum();
        return new Scores(
                runs.size(),
                mean(errors),
                Arrays.stream(errors).max().orElseThrow(),
                mean(runs.stream().mapToDouble(MeasuredRun::error).toArray()),
                spearman(runs),
                pairs,
                pairs == 0 ? 1 : ordered / (double) pairs,
                groups.size(),
                mean(losses),
                Arrays.stream(losses).max().orElseThrow(),
                mean(Arrays.stream(losses).map(loss -> loss <= DISTINCT ? 1 : 0).toArray()));
    }

    private static double topLoss(List<MeasuredRun> group) {
        MeasuredRun picked = group.stream()
                .min(Comparator.comparingDouble(MeasuredRun::predictedSeconds))
                .orElseThrow();
        double best =
                group.stream().mapToDouble(MeasuredRun::measuredSeconds).min().orElseThrow();
        return picked.measuredSeconds() / best - 1;
    }

    private static long pairs(List<MeasuredRun> group, boolean onlyOrdered) {
        long count = 0;
        for (int i = 0; i < group.size(); i++) {
            for (int j = 0; j < i; j++) {
                count += counts(group.get(i), group.get(j), onlyOrdered) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean counts(MeasuredRun a, MeasuredRun b, boolean onlyOrdered) {
        double measured = a.measuredSeconds() - b.measuredSeconds();
        double predicted = a.predictedSeconds() - b.predictedSeconds();
        boolean distinct = Math.abs(measured) >= DISTINCT * Math.min(a.measuredSeconds(), b.measuredSeconds());
        return distinct && (!onlyOrdered || measured * predicted > 0);
    }

    static double spearman(List<MeasuredRun> runs) {
        double[] measured =
                ranks(runs.stream().mapToDouble(MeasuredRun::measuredSeconds).toArray());
        double[] predicted =
                ranks(runs.stream().mapToDouble(MeasuredRun::predictedSeconds).toArray());
        double middle = (runs.size() - 1) / 2.0;
        double both = 0;
        double ofMeasured = 0;
        double ofPredicted = 0;
        for (int i = 0; i < measured.length; i++) {
            both += (measured[i] - middle) * (predicted[i] - middle);
            ofMeasured += (measured[i] - middle) * (measured[i] - middle);
            ofPredicted += (predicted[i] - middle) * (predicted[i] - middle);
        }
        return both / Math.sqrt(ofMeasured * ofPredicted);
    }

    /** Equal values share the mean of their ranks. */
    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
