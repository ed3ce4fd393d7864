package dev.partita.accuracy;

import dev.partita.sweep.Configuration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What errors depend on: their mean and mean size by one dimension of the configurations. */
public record Residuals(Dimension dimension, Map<Long, Cell> cells) {
    public enum Dimension {
        TENSOR(Configuration::tensor),
        PIPELINE(Configuration::pipeline),
        DATA(Configuration::data),
        MICROBATCH(Configuration::microbatch),
        WIDTH(Configuration::width);

        private final ToLongFunction<Configuration> value;

        Dimension(ToLongFunction<Configuration> value) {
            this.value = value;
        }
    }

    /** Rows with one value of the dimension. */
    public record Cell(int rows, double bias, double meanError) {
        static Cell of(List<MeasuredRun> runs) {
            return new Cell(
                    runs.size(),
                    runs.stream().mapToDouble(MeasuredRun::error).average().orElseThrow(),
                    runs.stream()
                            .mapToDouble(run -> Math.abs(run.error()))
                            .average()
                            .orElseThrow());
        }
    }

    public static Residuals by(Dimension dimension, List<MeasuredRun> runs) {
        Map<Long, List<MeasuredRun>> groups = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> dimension.value.applyAsLong(run.configuration()), TreeMap::new, Collectors.toList()));
        Map<Long, Cell> cells = new TreeMap<>();
        groups.forEach((value, group) -> cells.put(value, Cell.of(group)));
        return new Residuals(dimension, cells);
    }
}
