package dev.partita.bill;

import dev.partita.text.Table;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/**
 * What a well-known model's training took.
 *
 * @param published the month of its paper or first preprint
 * @param low petaflop/s-days by the lower of the published counts, {@code high} by the higher
 */
public record HistoricRun(String model, YearMonth published, double low, double high, Bound bound) {
    /** What a published figure says. */
    public enum Bound {
        EXACT,
        /** Read off a chart. */
        ABOUT,
        /** No more than that. */
        BELOW
    }

    private static final List<HistoricRun> ALL = Table.beside(HistoricRun.class, "history.csv").rows().stream()
            .map(HistoricRun::of)
            .toList();

    private static HistoricRun of(Table.Row row) {
        return new HistoricRun(
                row.text("model"),
                YearMonth.parse(row.text("published")),
                row.number("low"),
                row.number("high"),
                Bound.valueOf(row.text("bound").toUpperCase(Locale.ROOT)));
    }

    /** All that are known, the earliest first. */
    public static List<HistoricRun> all() {
        return ALL;
    }

    public static HistoricRun named(String model) {
        return ALL.stream()
                .filter(run -> run.model().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The history has no " + model + "."));
    }
}
