package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.larger;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Softmax over the rows of score matrices, one per head, and its gradient, both in place.
 *
 * @param queries rows of a matrix
 * @param keys columns of a matrix
 * @param causal true where row i uses its first i + 1 columns
 * @param factor what the scores are multiplied by first; positive
 */
record Softmax(long queries, long keys, boolean causal, float factor) {

    /** Turns {@code rows} rows from {@code start} on into probabilities; {@code scratch} holds one float per row. */
    void forward(MemorySegment x, long start, long rows, MemorySegment scratch) {
        largest(x, start, rows, scratch);
        exponentials(x, start, rows, scratch);
        divide(x, start, rows, scratch);
    }

    /** {@code dp = factor p (dp - sum(p dp))}; {@code scratch} holds one float per row. */
    void gradient(MemorySegment p, long pStart, MemorySegment dp, long dpStart, long rows, MemorySegment scratch) {
        dots(p, pStart, dp, dpStart, rows, scratch);
        slopes(p, pStart, dp, dpStart, rows, scratch);
    }

    private long line() {
        return keys * Float.BYTES;
    }

    private long visible(long row) {
        return causal ? (row % queries + 1) * Float.BYTES : line();
    }

    /** NaNs are passed over here; they reach the result with the exponentials. */
    private void largest(MemorySegment x, long start, long rows, MemorySegment results) {
        for (long r = 0; r < rows; r++) {
            long at = start + r * line();
            long visible = visible(r);
            long end = whole(visible);
            FloatVector max = all(Float.NEGATIVE_INFINITY);
            for (long o = 0; o < end; o += BYTES) {
                max = larger(max, load(x, at + o));
            }
            float result = max.reduceLanes(VectorOperators.MAX);
            for (long o = end; o < visible; o += Float.BYTES) {
                result = Math.max(result, get(x, at + o));
            }
            results.setAtIndex(FLOAT, r, result);
        }
    }

    /** {@code x = exp(factor (x - largest))}; the sums replace the largest. */
    private void exponentials(MemorySegment x, long start, long rows, MemorySegment results) {
        for (long r = 0; r < rows; r++) {
            long at = start + r * line();
            long visible = visible(r);
            long end = whole(visible);
            float shift = -factor * results.getAtIndex(FLOAT, r);
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                FloatVector e = Lanes.exp(load(x, at + o).fma(all(factor), all(shift)));
                store(e, x, at + o);
                sum = sum.add(e);
            }
            float result = Lanes.sum(sum);
            for (long o = end; o < visible; o += Float.BYTES) {
                float e = Lanes.exp(Math.fma(get(x, at + o), factor, shift));
                set(e, x, at + o);
                result += e;
            }
            results.setAtIndex(FLOAT, r, result);
        }
    }

    private void divide(MemorySegment x, long start, long rows, MemorySegment sums) {
        for (long r = 0; r < rows; r++) {
            long at = start + r * line();
            long visible = visible(r);
            long end = whole(visible);
            float reciprocal = 1 / sums.getAtIndex(FLOAT, r);
            for (long o = 0; o < end; o += BYTES) {
                store(load(x, at + o).mul(reciprocal), x, at + o);
            }
            for (long o = end; o < visible; o += Float.BYTES) {
                set(get(x, at + o) * reciprocal, x, at + o);
            }
            for (long o = visible; o < line(); o += Float.BYTES) {
                set(0, x, at + o);
            }
        }
    }

    /** Beyond what a row uses, its probabilities are zero, and so is this gradient. */
    private void dots(MemorySegment p, long pStart, MemorySegment dp, long dpStart, long rows, MemorySegment results) {
        long end = whole(line());
        for (long r = 0; r < rows; r++) {
            long pAt = pStart + r * line();
            long dpAt = dpStart + r * line();
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                sum = load(p, pAt + o).fma(load(dp, dpAt + o), sum);
            }
            float result = Lanes.sum(sum);
            for (long o = end; o < line(); o += Float.BYTES) {
                result += get(p, pAt + o) * get(dp, dpAt + o);
            }
            results.setAtIndex(FLOAT, r, result);
        }
    }

    private void slopes(MemorySegment p, long pStart, MemorySegment dp, long dpStart, long rows, MemorySegment dots) {
        long end = whole(line());
        for (long r = 0; r < rows; r++) {
            long pAt = pStart + r * line();
            long dpAt = dpStart + r * line();
            float dot = dots.getAtIndex(FLOAT, r);
            for (long o = 0; o < end; o += BYTES) {
                FloatVector slope = load(dp, dpAt + o).sub(dot).mul(load(p, pAt + o));
                store(slope.mul(factor), dp, dpAt + o);
            }
            for (long o = end; o < line(); o += Float.BYTES) {
                float slope = (get(dp, dpAt + o) - dot) * get(p, pAt + o);
                set(slope * factor, dp, dpAt + o);
            }
        }
    }
}
