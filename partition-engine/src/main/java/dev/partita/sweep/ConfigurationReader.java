package dev.partita.sweep;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads rows of a table as configurations; what the table leaves open is assumed. */
public final class ConfigurationReader {
    private final Defaults defaults;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final int recomputePlace;

    /** @param capacityBytes memory of one device */
    public ConfigurationReader(CommaTable table, long capacityBytes) {
        this.defaults = new Defaults(capacityBytes);
        for (Column column : Column.values()) {
            places.put(column, table.column(column.names()));
        }
        this.recomputePlace = table.column(Column.RECOMPUTE);
    }

    /** @throws Refusal if the row lacks a size or has one that is no count */
    public Configuration read(List<String> row) {
        int tensor = (int) needed(row, Column.TENSOR);
        int pipeline = (int) needed(row, Column.PIPELINE);
        long gpus = optional(row, Column.GPUS, 0);
        long data = optional(row, Column.DATA, Math.max(1, gpus / ((long) tensor * pipeline)));
        Configuration sizes = new Configuration(
                gpus == 0 ? (long) tensor * pipeline * data : gpus,
                needed(row, Column.GLOBAL_BATCH),
                optional(row, Column.MICROBATCH, Defaults.MICROBATCH),
                needed(row, Column.WIDTH),
                needed(row, Column.HEADS),
                (int) needed(row, Column.LAYERS),
                needed(row, Column.SEQUENCE),
                optional(row, Column.VOCABULARY, Defaults.vocabulary(tensor)),
                tensor,
                (int) data,
                pipeline,
                (int) optional(row, Column.INTERLEAVING, 1),
                Recompute.FULL);
        return sizes.with(recompute(row, sizes));
    }

    private Recompute recompute(List<String> row, Configuration sizes) {
        String cell = recomputePlace < 0 ? "" : row.get(recomputePlace).strip().toLowerCase(Locale.ROOT);
        return switch (cell) {
            case "" -> defaults.recompute(sizes);
            case "none" -> Recompute.NONE;
            case "full" -> Recompute.FULL;
            default -> throw new Refusal(Sentence.of("engine.sweep.recompute", cell));
        };
    }

    private long needed(List<String> row, Column column) {
        long value = optional(row, column, 0);
        if (value == 0) {
            throw new Refusal(Sentence.of("engine.sweep.missing", column.title()));
        }
        return value;
    }

    private long optional(List<String> row, Column column, long otherwise) {
        int place = places.getOrDefault(column, -1);
        String cell = place < 0 ? "" : row.get(place).strip();
        return cell.isEmpty() ? otherwise : count(column, cell);
    }

    private static long count(Column column, String cell) {
        try {
            long value = Long.parseLong(cell);
            if (value >= 1 && value <= column.maximum()) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw new Refusal(Sentence.of("engine.sweep.count", column.title(), column.maximum(), cell));
    }
}
