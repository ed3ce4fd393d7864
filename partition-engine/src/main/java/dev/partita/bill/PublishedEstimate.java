package dev.partita.bill;

import dev.partita.text.Sentence;
import dev.partita.text.Table;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What somebody says that training GPT-3 175B took.
 *
 * @param who the person or paper, a proper name
 * @param basis what they multiplied
 */
public record PublishedEstimate(String who, OptionalDouble dollars, OptionalDouble megawattHours, Sentence basis) {
    private static final List<PublishedEstimate> GPT3 =
            Table.beside(PublishedEstimate.class, "gpt3-cost.csv").rows().stream()
                    .map(row -> new PublishedEstimate(
                            row.text("who"),
                            number(row, "usd"),
                            number(row, "megawatt_hours"),
                            Sentence.of("engine.bill.basis." + row.text("basis"))))
                    .toList();

    private static OptionalDouble number(Table.Row row, String column) {
        return row.has(column) ? OptionalDouble.of(row.number(column)) : OptionalDouble.empty();
    }

    /** The published estimates for GPT-3 175B. */
    public static List<PublishedEstimate> ofGpt3() {
        return GPT3;
    }
}
