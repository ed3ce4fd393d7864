package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Passes over one row of a matrix, {@code line} bytes from {@code start} on. One small method per pass: each compiles
 * alone, with its vectors in registers.
 */
final class Rows {
    private Rows() {}

    static float max(MemorySegment x, long start, long line) {
        FloatVector lowest = all(Float.NEGATIVE_INFINITY);
        FloatVector max = lowest;
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            max = max.max(load(x, start + o));
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            max = max.max(lowest.blend(load(x, start + end, mask), mask));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    static float sum(MemorySegment x, long start, long line) {
        FloatVector sum = zero();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            sum = sum.add(load(x, start + o));
        }
        if (end < line) {
            sum = sum.add(load(x, start + end, tail(line)));
        }
        return Lanes.sum(sum);
    }

    /** {@code total += x}. */
    static void add(MemorySegment x, long start, MemorySegment total, long totalStart, long line) {
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            store(load(total, totalStart + o).add(load(x, start + o)), total, totalStart + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector sum = load(total, totalStart + end, mask).add(load(x, start + end, mask));
            store(sum, total, totalStart + end, mask);
        }
    }

    static void scale(MemorySegment x, long start, long line, float factor) {
        FloatVector k = all(factor);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            store(load(x, start + o).mul(k), x, start + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            store(load(x, start + end, mask).mul(k), x, start + end, mask);
        }
    }

    /** {@code sum(exp(x - shift))}. */
    static float expSum(MemorySegment x, long start, long line, float shift) {
        FloatVector c = all(shift);
        FloatVector sum = zero();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            sum = sum.add(Lanes.exp(load(x, start + o).sub(c)));
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            sum = sum.add(Lanes.exp(load(x, start + end, mask).sub(c)), mask);
        }
        return Lanes.sum(sum);
    }

    /** {@code x = exp(factor x - shift)}; returns the sum. */
    private static float expInPlace(MemorySegment x, long start, long line, float factor, float shift) {
        FloatVector k = all(factor);
        FloatVector c = all(-shift);
        FloatVector sum = zero();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector e = Lanes.exp(load(x, start + o).fma(k, c));
            store(e, x, start + o);
            sum = sum.add(e);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector e = Lanes.exp(load(x, start + end, mask).fma(k, c));
            store(e, x, start + end, mask);
            sum = sum.add(e, mask);
        }
        return Lanes.sum(sum);
    }

    /** {@code y = factor exp(x - shift)}. */
    static void scaledExp(MemorySegment x, MemorySegment y, long start, long line, float shift, float factor) {
        FloatVector c = all(shift);
        FloatVector k = all(factor);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            store(Lanes.exp(load(x, start + o).sub(c)).mul(k), y, start + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            store(Lanes.exp(load(x, start + end, mask).sub(c)).mul(k), y, start + end, mask);
        }
    }

    /** In place: softmax of {@code factor x} (factor > 0) over the first {@code visible} bytes of a row, 0 in the rest. */
    static void softmax(MemorySegment x, long start, long line, long visible, float factor) {
        float sum = expInPlace(x, start, visible, factor, factor * max(x, start, visible));
        scale(x, start, visible, 1 / sum);
        if (visible < line) {
            x.asSlice(start + visible, line - visible).fill((byte) 0);
        }
    }

    /** In place: {@code dp = factor p (dp - sum(p dp))}, the gradient of softmax; p and dp start at places of their own. */
    static void softmaxGradient(MemorySegment p, long pStart, MemorySegment dp, long dpStart, long line, float factor) {
        FloatVector mean = all(dot(p, pStart, dp, dpStart, line));
        FloatVector k = all(factor);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector slope = load(dp, dpStart + o).sub(mean).mul(load(p, pStart + o));
            store(slope.mul(k), dp, dpStart + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector slope = load(dp, dpStart + end, mask).sub(mean).mul(load(p, pStart + end, mask));
            store(slope.mul(k), dp, dpStart + end, mask);
        }
    }

    static float dot(MemorySegment a, long aStart, MemorySegment b, long bStart, long line) {
        FloatVector sum = zero();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            sum = load(a, aStart + o).fma(load(b, bStart + o), sum);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            sum = load(a, aStart + end, mask).fma(load(b, bStart + end, mask), sum);
        }
        return Lanes.sum(sum);
    }
}
