package dev.partita.bill;

import dev.partita.text.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A list price of one card on demand.
 *
 * @param card what the provider calls it
 * @param asOf the month it was read in, as {@code 2026-11}
 */
public record Price(String provider, String card, double dollarsPerHour, String asOf) {
    private static final Map<String, List<Price>> BY_DEVICE = Table.beside(Price.class, "prices.csv").rows().stream()
            .collect(Collectors.groupingBy(
                    row -> row.text("device"), Collectors.mapping(Price::of, Collectors.toUnmodifiableList())));

    private static Price of(Table.Row row) {
        return new Price(row.text("provider"), row.text("card"), row.number("usd_per_hour"), row.text("as_of"));
    }

    /** All that are known for a device of the catalogue, the cheapest first. */
    public static List<Price> of(String device) {
        return BY_DEVICE.getOrDefault(device, List.of()).stream()
                .sorted(Comparator.comparingDouble(Price::dollarsPerHour))
                .toList();
    }

    /** The middle of the prices, cheapest first; the mean of two where their number is even. */
    static OptionalDouble median(List<Price> sorted) {
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        int upper = sorted.size() / 2;
        int lower = (sorted.size() - 1) / 2;
        return OptionalDouble.of(
                (sorted.get(lower).dollarsPerHour() + sorted.get(upper).dollarsPerHour()) / 2);
    }
}
