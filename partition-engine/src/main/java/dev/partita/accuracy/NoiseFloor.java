package dev.partita.accuracy;

import dev.partita.sweep.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What no predictor of sizes and degrees can know, estimated from rows that differ in one thing.
 *
 * @param series configurations measured with three or more numbers of microbatches
 * @param straightLineDeviation how far, at most, a time lies from the straight line through its series: measurements
 *     scatter, sums of parts do not
 * @param comparable pairs that differ in hidden size or microbatch alone, so that one has strictly more to do in every
 *     microbatch
 * @param inverted share of them in which the one with more to do took less time
 * @param meanInversion by how much, on average
 */
public record NoiseFloor(
        int series,
        double straightLineDeviation,
        int comparable,
        double inverted,
        double meanInversion,
        double maximumInversion) {

    private record Series(Configuration one) {
        static Series of(MeasuredRun run) {
            Configuration c = run.configuration();
            return new Series(c.withGlobalBatch(c.data() * c.microbatch()));
        }
    }

    public static NoiseFloor of(List<MeasuredRun> runs) {
        List<Double> deviations = new ArrayList<>();
        for (List<MeasuredRun> series :
                runs.stream().collect(Collectors.groupingBy(Series::of)).values()) {
            if (series.size() >= 3) {
                deviations.add(straightLineDeviation(series));
            }
        }
        double[] gains = gains(runs);
        double[] inversions = Arrays.stream(gains).filter(gain -> gain > 0).toArray();
        return new NoiseFloor(
                deviations.size(),
                deviations.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                gains.length,
                gains.length == 0 ? 0 : inversions.length / (double) gains.length,
                Arrays.stream(inversions).average().orElse(0),
                Arrays.stream(inversions).max().orElse(0));
    }

    /** From the line through the fewest and the most microbatches, relative to the time. */
    private static double straightLineDeviation(List<MeasuredRun> series) {
        Comparator<MeasuredRun> byLength =
                Comparator.comparingInt(run -> run.configuration().microbatches());
        MeasuredRun first = series.stream().min(byLength).orElseThrow();
        MeasuredRun last = series.stream().max(byLength).orElseThrow();
        double slope = (last.measuredSeconds() - first.measuredSeconds()) / (length(last) - length(first));
        return series.stream()
                .mapToDouble(run -> Math.abs(
                                first.measuredSeconds() + slope * (length(run) - length(first)) - run.measuredSeconds())
                        / run.measuredSeconds())
                .max()
                .orElseThrow();
    }

    private static int length(MeasuredRun run) {
        return run.configuration().microbatches();
    }

    /** For every comparable pair, the share of time by which the one with more to do was faster; negative if slower. */
    private static double[] gains(List<MeasuredRun> runs) {
        List<Double> gains = new ArrayList<>();
        for (MeasuredRun less : runs) {
            for (MeasuredRun more : runs) {
                if (moreToDo(less.configuration(), more.configuration())) {
                    gains.add(less.measuredSeconds() / more.measuredSeconds() - 1);
                }
            }
        }
        return gains.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static boolean moreToDo(Configuration less, Configuration more) {
        boolean sameOtherwise = less.layers() == more.layers()
                && less.tensor() == more.tensor()
                && less.data() == more.data()
                && less.pipeline() == more.pipeline()
                && less.microbatches() == more.microbatches();
        boolean wider = more.width() > less.width() && more.microbatch() == less.microbatch();
        boolean longer = more.width() == less.width() && more.microbatch() > less.microbatch();
        return sameOtherwise && (wider || longer);
    }
}
