package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Sums down the columns of a row-major matrix, added to what the totals hold. Rows are read in order and summed in
 * blocks of about the square root of their number, first inside a block, then over blocks: rounding grows with the
 * fourth root of the rows instead of the square root, and a block's partial sums stay in the cache.
 *
 * <p>{@code line} is the bytes of one row; {@code partial} is scratch of one row for each total.
 */
final class ColumnSums {
    private static final long SMALLEST_BLOCK = 16;

    /** Adds rows {@code first} to {@code last - 1} to the partial sums. */
    @FunctionalInterface
    private interface Block {
        void add(long first, long last);
    }

    private ColumnSums() {}

    static long partialBytes(long columns, int totals) {
        return columns * Float.BYTES * totals;
    }

    /** {@code total += sum(x)}. */
    static void add(MemorySegment x, long rows, long line, MemorySegment total, MemorySegment partial) {
        inBlocks(rows, partial, (first, last) -> sum(x, first, last, line, partial), total);
    }

    /** {@code total += sum((x - mean)^2)}, mean by column. */
    static void addSquares(
            MemorySegment x, MemorySegment mean, long rows, long line, MemorySegment total, MemorySegment partial) {
        Block block = (first, last) -> {
            for (long r = first; r < last; r++) {
                squares(x, r * line, mean, line, partial);
            }
        };
        inBlocks(rows, partial, block, total);
    }

    /** {@code products += sum(dy (x - mean))} and {@code sums += sum(dy)}, mean by column. */
    static void addByColumn(
            MemorySegment dy,
            MemorySegment x,
            MemorySegment mean,
            long rows,
            long line,
            MemorySegment products,
            MemorySegment sums,
            MemorySegment partial) {
        Block block = (first, last) -> {
            for (long r = first; r < last; r++) {
                productsByColumn(dy, x, r * line, mean, line, partial);
            }
        };
        inBlocks(rows, partial, block, products, sums);
    }

    /** {@code products += sum(dy (x - mean) rstd)} and {@code sums += sum(dy)}; statistics by row: means, then rstds. */
    static void addByRow(
            MemorySegment dy,
            MemorySegment x,
            MemorySegment statistics,
            long rows,
            long line,
            MemorySegment products,
            MemorySegment sums,
            MemorySegment partial) {
        Block block = (first, last) -> {
            for (long r = first; r < last; r++) {
                float mean = statistics.getAtIndex(FLOAT, r);
                float rstd = statistics.getAtIndex(FLOAT, rows + r);
                productsByRow(dy, x, r * line, mean, rstd, line, partial);
            }
        };
        inBlocks(rows, partial, block, products, sums);
    }

    private static void inBlocks(long rows, MemorySegment partial, Block block, MemorySegment... totals) {
        long blockRows = Math.max(SMALLEST_BLOCK, (long) Math.ceil(Math.sqrt(rows)));
        for (long first = 0; first < rows; first += blockRows) {
            partial.fill((byte) 0);
            block.add(first, Math.min(rows, first + blockRows));
            long line = totals[0].byteSize();
            for (int t = 0; t < totals.length; t++) {
                Rows.add(partial, t * line, totals[t], 0, line);
            }
        }
    }

    /** Four rows at a time, so that the sums are read and written a quarter as often. */
    private static void sum(MemorySegment x, long first, long last, long line, MemorySegment sums) {
        long r = first;
        for (; r + 4 <= last; r += 4) {
            fourRows(x, r * line, line, sums);
        }
        for (; r < last; r++) {
            Rows.add(x, r * line, sums, 0, line);
        }
    }

    private static void fourRows(MemorySegment x, long start, long line, MemorySegment sums) {
        long second = start + line;
        long third = second + line;
        long fourth = third + line;
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector upper = load(x, start + o).add(load(x, second + o));
            FloatVector lower = load(x, third + o).add(load(x, fourth + o));
            store(load(sums, o).add(upper.add(lower)), sums, o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector upper = load(x, start + end, mask).add(load(x, second + end, mask));
            FloatVector lower = load(x, third + end, mask).add(load(x, fourth + end, mask));
            store(load(sums, end, mask).add(upper.add(lower)), sums, end, mask);
        }
    }

    private static void squares(MemorySegment x, long start, MemorySegment mean, long line, MemorySegment sums) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector d = load(x, start + o).sub(load(mean, o));
            store(d.fma(d, load(sums, o)), sums, o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector d = load(x, start + end, mask).sub(load(mean, end, mask));
            store(d.fma(d, load(sums, end, mask)), sums, end, mask);
        }
    }

    private static void productsByColumn(
            MemorySegment dy, MemorySegment x, long start, MemorySegment mean, long line, MemorySegment sums) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(dy, start + o);
            FloatVector d = load(x, start + o).sub(load(mean, o));
            store(d.fma(g, load(sums, o)), sums, o);
            store(g.add(load(sums, line + o)), sums, line + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector g = load(dy, start + end, mask);
            FloatVector d = load(x, start + end, mask).sub(load(mean, end, mask));
            store(d.fma(g, load(sums, end, mask)), sums, end, mask);
            store(g.add(load(sums, line + end, mask)), sums, line + end, mask);
        }
    }

    private static void productsByRow(
            MemorySegment dy, MemorySegment x, long start, float mean, float rstd, long line, MemorySegment sums) {
        FloatVector m = all(mean);
        FloatVector k = all(rstd);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(dy, start + o);
            FloatVector n = load(x, start + o).sub(m).mul(k);
            store(n.fma(g, load(sums, o)), sums, o);
            store(g.add(load(sums, line + o)), sums, line + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector g = load(dy, start + end, mask);
            FloatVector n = load(x, start + end, mask).sub(m).mul(k);
            store(n.fma(g, load(sums, end, mask)), sums, end, mask);
            store(g.add(load(sums, line + end, mask)), sums, line + end, mask);
        }
    }
}
