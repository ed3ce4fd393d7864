package dev.partita.workbench;

import dev.partita.history.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Where runs differ: what they were told, apart from what came of it. What they agree in is left out. */
public record RunDifferences(List<Line<String>> configuration, List<Line<Double>> results) {
    /**
     * A key with the value of each run.
     *
     * @param values in the order of the runs; empty where a run does not have the key
     */
    public record Line<T>(String key, List<Optional<T>> values) {}

    public static RunDifferences of(List<Run> runs) {
        return new RunDifferences(different(runs, Run::configuration), different(runs, Run::results));
    }

    private static <T> List<Line<T>> different(List<Run> runs, Function<Run, ? extends Map<String, T>> part) {
        TreeSet<String> keys = new TreeSet<>();
        runs.forEach(run -> keys.addAll(part.apply(run).keySet()));
        return keys.stream()
                .map(key -> new Line<>(
                        key,
                        runs.stream()
                                .map(run -> Optional.ofNullable(part.apply(run).get(key)))
                                .toList()))
                .filter(line -> line.values().stream().distinct().count() > 1)
                .toList();
    }
}
