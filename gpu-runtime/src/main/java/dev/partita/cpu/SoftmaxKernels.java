package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.larger;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.kernel.SoftmaxKernel;
import dev.partita.kernel.SoftmaxKernel.SoftmaxGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax over rows of any length, from one matrix to another; a row is read from the cache after the first pass. */
final class SoftmaxKernels {
    private SoftmaxKernels() {}

    static Prepared prepare(SoftmaxKernel kernel) {
        long line = kernel.columns() * Float.BYTES;
        return switch (kernel) {
            case SoftmaxKernel.Softmax softmax ->
                Prepared.of((x, _, _) -> {
                    for (long r = 0; r < softmax.rows(); r++) {
                        forward(x[0], x[1], r * line, line);
                    }
                });
            case SoftmaxGradient gradient ->
                Prepared.of((x, _, _) -> {
                    for (long r = 0; r < gradient.rows(); r++) {
                        backward(x[0], x[1], x[2], r * line, line);
                    }
                });
        };
    }

    private static void forward(MemorySegment x, MemorySegment y, long at, long line) {
        float sum = exponentials(x, y, at, line, largest(x, at, line));
        Rows.scale(y.asSlice(at, line), 1 / sum);
    }

    /** NaNs are passed over here; they reach the result with the exponentials. */
    private static float largest(MemorySegment x, long at, long line) {
        long end = whole(line);
        FloatVector max = all(Float.NEGATIVE_INFINITY);
        for (long o = 0; o < end; o += BYTES) {
            max = larger(max, load(x, at + o));
        }
        float result = max.reduceLanes(VectorOperators.MAX);
        for (long o = end; o < line; o += Float.BYTES) {
            result = Math.max(result, get(x, at + o));
        }
        return result;
    }

    private static float exponentials(MemorySegment x, MemorySegment y, long at, long line, float largest) {
        long end = whole(line);
        FloatVector sum = zero();
        for (long o = 0; o < end; o += BYTES) {
            FloatVector e = Lanes.exp(load(x, at + o).sub(largest));
            store(e, y, at + o);
            sum = sum.add(e);
        }
        float result = Lanes.sum(sum);
        for (long o = end; o < line; o += Float.BYTES) {
            float e = Lanes.exp(get(x, at + o) - largest);
            set(e, y, at + o);
            result += e;
        }
        return result;
    }

    private static void backward(MemorySegment y, MemorySegment dy, MemorySegment dx, long at, long line) {
        float dot = dot(y, dy, at, line);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            store(load(dy, at + o).sub(dot).mul(load(y, at + o)), dx, at + o);
        }
        for (long o = end; o < line; o += Float.BYTES) {
            set((get(dy, at + o) - dot) * get(y, at + o), dx, at + o);
        }
    }

    private static float dot(MemorySegment y, MemorySegment dy, long at, long line) {
        long end = whole(line);
        FloatVector sum = zero();
        for (long o = 0; o < end; o += BYTES) {
            sum = load(y, at + o).fma(load(dy, at + o), sum);
        }
        float result = Lanes.sum(sum);
        for (long o = end; o < line; o += Float.BYTES) {
            result += get(y, at + o) * get(dy, at + o);
        }
        return result;
    }
}
