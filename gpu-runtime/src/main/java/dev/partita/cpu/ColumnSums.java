package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Sums down the columns of a row-major matrix, added to what the totals hold. Rows are read in order and summed in
 * blocks of about the square root of their number, first inside a block, then over blocks: rounding grows with the
 * fourth root of the rows instead of the square root, and a block's partial sums stay in the cache.
 *
 * <p>{@code line} is the bytes of one row; {@code partial} is scratch of one row for each total.
 */
final class ColumnSums {
    private static final long SMALLEST_BLOCK = 16;

    private ColumnSums() {}

    static long partialBytes(long columns, int totals) {
        return columns * Float.BYTES * totals;
    }

    /** {@code total += sum(x)}. */
    static void add(MemorySegment x, long rows, long line, MemorySegment total, MemorySegment partial) {
        inBlocks(rows, partial, (first, last) -> sum(x, first, last, line, partial), total);
    }

    /** {@code total += sum((x - mean)^2)}, mean by column. */
    static void addSquares(MemorySegment x, MemorySegment mean, long rows, long line, MemorySegment total) {
        inBlocks(rows, (first, last) -> squares(x, first, last, mean, line, total));
    }

    /** {@code products += sum(dy (x - mean))} and {@code sums += sum(dy)}, mean by column. */
    static void addByColumn(
            MemorySegment dy,
            MemorySegment x,
            MemorySegment mean,
            long rows,
            long line,
            MemorySegment products,
            MemorySegment sums) {
        inBlocks(rows, (first, last) -> productsByColumn(dy, x, first, last, mean, line, products, sums));
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
        Rows.Block block = (first, last) -> {
            for (long r = first; r < last; r++) {
                float mean = statistics.getAtIndex(FLOAT, r);
                float rstd = statistics.getAtIndex(FLOAT, rows + r);
                productsByRow(dy, x, r * line, mean, rstd, line, partial);
            }
        };
        inBlocks(rows, partial, block, products, sums);
    }

    /** {@code products += sum(dy x scale)}, scale by row. */
    static void addScaled(
            MemorySegment dy,
            MemorySegment x,
            MemorySegment scales,
            long rows,
            long line,
            MemorySegment products,
            MemorySegment partial) {
        Rows.Block block = (first, last) -> {
            for (long r = first; r < last; r++) {
                scaledProducts(dy, x, r * line, scales.getAtIndex(FLOAT, r), line, partial);
            }
        };
        inBlocks(rows, partial, block, products);
    }

    private static void scaledProducts(
            MemorySegment dy, MemorySegment x, long start, float scale, long line, MemorySegment sums) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector n = load(x, start + o).mul(scale);
            store(n.fma(load(dy, start + o), load(sums, o)), sums, o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            set(Math.fma(get(x, start + o) * scale, get(dy, start + o), get(sums, o)), sums, o);
        }
    }

    private static void inBlocks(long rows, MemorySegment partial, Rows.Block block, MemorySegment... totals) {
        inBlocks(rows, (first, last) -> {
            partial.fill((byte) 0);
            block.run(first, last);
            long line = totals[0].byteSize();
            for (int t = 0; t < totals.length; t++) {
                Rows.add(partial, t * line, totals[t], 0, line);
            }
        });
    }

    /** Runs over all rows in order, in blocks of about the square root of their number. */
    static void inBlocks(long rows, Rows.Block block) {
        long blockRows = Math.max(SMALLEST_BLOCK, (long) Math.ceil(Math.sqrt(rows)));
        for (long first = 0; first < rows; first += blockRows) {
            block.run(first, Math.min(rows, first + blockRows));
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
        for (long o = end; o < line; o += Float.BYTES) {
            float upper = get(x, start + o) + get(x, second + o);
            float lower = get(x, third + o) + get(x, fourth + o);
            set(get(sums, o) + (upper + lower), sums, o);
        }
    }

    // A matrix with statistics by column is tall and narrow, so a block of it stays in the cache: down each vector of
    // columns in turn, with the sums in registers.

    private static void squares(
            MemorySegment x, long first, long last, MemorySegment mean, long line, MemorySegment total) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector m = load(mean, o);
            FloatVector sum = zero();
            for (long r = first; r < last; r++) {
                FloatVector d = load(x, r * line + o).sub(m);
                sum = d.fma(d, sum);
            }
            store(load(total, o).add(sum), total, o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            float m = get(mean, o);
            float sum = 0;
            for (long r = first; r < last; r++) {
                float d = get(x, r * line + o) - m;
                sum += d * d;
            }
            set(get(total, o) + sum, total, o);
        }
    }

    private static void productsByColumn(
            MemorySegment dy,
            MemorySegment x,
            long first,
            long last,
            MemorySegment mean,
            long line,
            MemorySegment products,
            MemorySegment sums) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector m = load(mean, o);
            FloatVector product = zero();
            FloatVector sum = zero();
            for (long r = first; r < last; r++) {
                FloatVector g = load(dy, r * line + o);
                product = load(x, r * line + o).sub(m).fma(g, product);
                sum = sum.add(g);
            }
            store(load(products, o).add(product), products, o);
            store(load(sums, o).add(sum), sums, o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            float m = get(mean, o);
            float product = 0;
            float sum = 0;
            for (long r = first; r < last; r++) {
                float g = get(dy, r * line + o);
                product += (get(x, r * line + o) - m) * g;
                sum += g;
            }
            set(get(products, o) + product, products, o);
            set(get(sums, o) + sum, sums, o);
        }
    }

    private static void productsByRow(
            MemorySegment dy, MemorySegment x, long start, float mean, float rstd, long line, MemorySegment sums) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(dy, start + o);
            FloatVector n = load(x, start + o).sub(mean).mul(rstd);
            store(n.fma(g, load(sums, o)), sums, o);
            store(g.add(load(sums, line + o)), sums, line + o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            float g = get(dy, start + o);
            set(get(sums, o) + (get(x, start + o) - mean) * rstd * g, sums, o);
            set(get(sums, line + o) + g, sums, line + o);
        }
    }
}
