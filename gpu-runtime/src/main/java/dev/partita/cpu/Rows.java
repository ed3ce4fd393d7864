package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Simple passes over one row, {@code line} bytes from {@code start} on, and blocks of rows. */
final class Rows {
    /** What several passes can share in a first- or second-level cache. */
    private static final long BLOCK_BYTES = 32 << 10;

    /** Takes rows {@code first} to {@code last - 1}. */
    @FunctionalInterface
    interface Block {
        void run(long first, long last);
    }

    private Rows() {}

    /** Runs over all rows in order, in blocks that stay in a cache. */
    static void inCachedBlocks(long rows, long line, Block block) {
        long blockRows = Math.max(1, BLOCK_BYTES / line);
        for (long first = 0; first < rows; first += blockRows) {
            block.run(first, Math.min(rows, first + blockRows));
        }
    }

    /** {@code total += x}. */
    static void add(MemorySegment x, long start, MemorySegment total, long totalStart, long line) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            store(load(total, totalStart + o).add(load(x, start + o)), total, totalStart + o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            set(get(total, totalStart + o) + get(x, start + o), total, totalStart + o);
        }
    }

    /** {@code x *= factor}. */
    static void scale(MemorySegment x, float factor) {
        scaled(x, factor, x);
    }

    /** {@code y = factor x}. */
    static void scaled(MemorySegment x, float factor, MemorySegment y) {
        FloatVector k = all(factor);
        long end = whole(y.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(load(x, o).mul(k), y, o);
        }
        for (long o = end; o < y.byteSize(); o += Float.BYTES) {
            set(get(x, o) * factor, y, o);
        }
    }

    /** {@code c = a b}, element by element. */
    static void multiply(MemorySegment a, MemorySegment b, MemorySegment c) {
        long end = whole(c.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(load(a, o).mul(load(b, o)), c, o);
        }
        for (long o = end; o < c.byteSize(); o += Float.BYTES) {
            set(get(a, o) * get(b, o), c, o);
        }
    }
}
