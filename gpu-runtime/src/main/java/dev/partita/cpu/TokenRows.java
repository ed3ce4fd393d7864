package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.INT;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.device.Executable;
import dev.partita.kernel.RoutingKernel.Routes;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import jdk.incubator.vector.FloatVector;

/** Rows of tokens to their experts' rows and back. */
record TokenRows(Routes routes, long width, boolean weighted) {

    private long line() {
        return width * Float.BYTES;
    }

    private float gate(MemorySegment gates, long assignment) {
        return weighted ? gates.getAtIndex(FLOAT, assignment) : 1;
    }

    private long assignments() {
        return routes.tokens() * routes.choices();
    }

    /** Operands: slots, gates if weighted, tokens, each expert's rows. */
    Executable send() {
        int tokens = weighted ? 2 : 1;
        return (x, _, _) -> {
            BitSet filled = new BitSet();
            for (long a = 0; a < assignments(); a++) {
                int slot = x[0].getAtIndex(INT, a);
                if (slot >= 0) {
                    filled.set(slot);
                    MemorySegment rows = x[tokens + 1 + (int) (slot / routes.capacity())];
                    long at = slot % routes.capacity() * line();
                    scaled(x[tokens], a / routes.choices() * line(), gate(x[1], a), rows, at, line());
                }
            }
            for (long slot = 0; slot < routes.experts() * routes.capacity(); slot++) {
                if (!filled.get((int) slot)) {
                    MemorySegment rows = x[tokens + 1 + (int) (slot / routes.capacity())];
                    rows.asSlice(slot % routes.capacity() * line(), line()).fill((byte) 0);
                }
            }
        };
    }

    /** Operands: slots, gates if weighted, each expert's rows, tokens. */
    Executable collect() {
        int rows = weighted ? 2 : 1;
        return (x, _, _) -> {
            MemorySegment tokens = x[x.length - 1];
            tokens.fill((byte) 0);
            for (long a = 0; a < assignments(); a++) {
                int slot = x[0].getAtIndex(INT, a);
                if (slot >= 0) {
                    MemorySegment from = x[rows + (int) (slot / routes.capacity())];
                    long at = slot % routes.capacity() * line();
                    add(from, at, gate(x[1], a), tokens, a / routes.choices() * line(), line());
                }
            }
        };
    }

    /** Operands: slots, gradient of the tokens, each expert's rows, gradient of the gates. */
    Executable products() {
        return (x, _, _) -> {
            for (long a = 0; a < assignments(); a++) {
                int slot = x[0].getAtIndex(INT, a);
                float product = 0;
                if (slot >= 0) {
                    MemorySegment rows = x[2 + (int) (slot / routes.capacity())];
                    long at = slot % routes.capacity() * line();
                    product = dot(x[1], a / routes.choices() * line(), rows, at, line());
                }
                x[x.length - 1].setAtIndex(FLOAT, a, product);
            }
        };
    }

    private static void scaled(MemorySegment x, long start, float factor, MemorySegment y, long yStart, long line) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            store(load(x, start + o).mul(factor), y, yStart + o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            set(get(x, start + o) * factor, y, yStart + o);
        }
    }

    private static void add(
            MemorySegment x, long start, float factor, MemorySegment total, long totalStart, long line) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector sum = load(total, totalStart + o).add(load(x, start + o).mul(factor));
            store(sum, total, totalStart + o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            set(get(total, totalStart + o) + get(x, start + o) * factor, total, totalStart + o);
        }
    }

    private static float dot(MemorySegment a, long aStart, MemorySegment b, long bStart, long line) {
        long end = whole(line);
        FloatVector sum = zero();
        for (long o = 0; o < end; o += BYTES) {
            sum = load(a, aStart + o).fma(load(b, bStart + o), sum);
        }
        float total = Lanes.sum(sum);
        for (long o = end; o < line; o += Float.BYTES) {
            total += get(a, aStart + o) * get(b, bStart + o);
        }
        return total;
    }
}
