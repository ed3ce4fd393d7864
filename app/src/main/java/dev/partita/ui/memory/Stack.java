package dev.partita.ui.memory;

import dev.partita.program.BufferKind;
import dev.partita.timeline.MemoryOverTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The bands of one device's memory as they lie upon one another, one value per pixel column. */
final class Stack {
    /** What lasts lies at the bottom. */
    static final BufferKind[] BOTTOM_UP = BufferKind.values();

    private final Map<BufferKind, long[]> tops = new EnumMap<>(BufferKind.class);
    private final int columns;

    /** Takes the worst moment of each column, so that no peak is lost however long the step is. */
    Stack(MemoryOverTime memory, double stepSeconds, int columns) {
        this.columns = columns;
        for (BufferKind kind : BOTTOM_UP) {
            tops.put(kind, new long[columns]);
        }
        for (int column = 0; column < columns; column++) {
            int worst = worst(
                    memory, memory.momentAt(stepSeconds * column / columns), stepSeconds * (column + 1) / columns);
            long top = 0;
            for (BufferKind kind : BOTTOM_UP) {
                top += memory.liveBytes(worst, kind);
                series(kind)[column] = top;
            }
        }
    }

    private static int worst(MemoryOverTime memory, int first, double untilSeconds) {
        int worst = first;
        for (int moment = first + 1; moment < memory.size() && memory.seconds(moment) < untilSeconds; moment++) {
            if (memory.liveBytes(moment) > memory.liveBytes(worst)) {
                worst = moment;
            }
        }
        return worst;
    }

    int columns() {
        return columns;
    }

    /** The height up to which bands reach, this one included. */
    long top(BufferKind kind, int column) {
        return series(kind)[column];
    }

    private long[] series(BufferKind kind) {
        return Objects.requireNonNull(tops.get(kind));
    }

    /** The band at a height of a column; empty above all of them. */
    Optional<BufferKind> at(int column, double bytes) {
        for (BufferKind kind : BOTTOM_UP) {
            if (bytes < top(kind, column)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
