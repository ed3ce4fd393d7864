package dev.partita.ui.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one thing took, each time it was done; as a line of text between processes. */
public record Samples(String name, List<Cost> costs) {
    private static final String SEPARATOR = "\t";

    /**
     * @param wallSeconds on the clock, which others that use the machine lengthen
     * @param coreSeconds of a core that the threads at work took
     */
    public record Cost(double wallSeconds, double coreSeconds) {}

    public Samples {
        costs = List.copyOf(costs);
    }

    /** @param share 0.5 for the median */
    public double quantile(ToDoubleFunction<Cost> of, double share) {
        double[] sorted = costs.stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }

    public double meanCoreSeconds() {
        return costs.stream().mapToDouble(Cost::coreSeconds).average().orElse(Double.NaN);
    }

    String line() {
        return costs.stream()
                .map(cost -> String.format(Locale.ROOT, "%.7f/%.7f", cost.wallSeconds(), cost.coreSeconds()))
                .collect(Collectors.joining(SEPARATOR, name + SEPARATOR, ""));
    }

    /** Reads what {@link #line()} wrote; nothing from a line that is something else. */
    static Stream<Samples> read(String line) {
        String[] parts = line.split(SEPARATOR);
        boolean ours =
                parts.length > 1 && Arrays.stream(parts).skip(1).allMatch(part -> part.matches("[\\d.]+/[\\d.]+"));
        return ours
                ? Stream.of(new Samples(
                        parts[0],
                        Arrays.stream(parts).skip(1).map(Samples::cost).toList()))
                : Stream.empty();
    }

    private static Cost cost(String text) {
        int slash = text.indexOf('/');
        return new Cost(Double.parseDouble(text.substring(0, slash)), Double.parseDouble(text.substring(slash + 1)));
    }
}
