package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.kernel.ReductionKernel;
import dev.partita.kernel.ReductionKernel.AxisSum;
import dev.partita.kernel.ReductionKernel.AxisSumGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Sums along one axis: down the columns of a small matrix each, or along a row where the axis is the last. */
final class ReductionKernels {
    private ReductionKernels() {}

    static Prepared prepare(ReductionKernel kernel) {
        long line = kernel.inner() * Float.BYTES;
        float factor = kernel.mean() ? 1f / kernel.size() : 1;
        return switch (kernel) {
            case AxisSum sum when sum.inner() == 1 -> Prepared.of((x, _, _) -> rows(sum, x[0], x[1], factor));
            case AxisSum sum ->
                new Prepared(
                        (x, workspace, _) -> columns(sum, x[0], x[1], factor, workspace),
                        ColumnSums.partialBytes(sum.inner(), 1));
            case AxisSumGradient gradient -> Prepared.of((x, _, _) -> spread(gradient, x[0], x[1], line, factor));
        };
    }

    private static void columns(AxisSum sum, MemorySegment x, MemorySegment y, float factor, MemorySegment partial) {
        long line = sum.inner() * Float.BYTES;
        long matrix = sum.size() * line;
        for (long o = 0; o < sum.outer(); o++) {
            MemorySegment total = y.asSlice(o * line, line).fill((byte) 0);
            ColumnSums.add(x.asSlice(o * matrix, matrix), sum.size(), line, total, partial);
            if (sum.mean()) {
                Rows.scale(total, factor);
            }
        }
    }

    private static void rows(AxisSum sum, MemorySegment x, MemorySegment y, float factor) {
        long line = sum.size() * Float.BYTES;
        long end = whole(line);
        for (long o = 0; o < sum.outer(); o++) {
            long at = o * line;
            FloatVector total = zero();
            for (long i = 0; i < end; i += BYTES) {
                total = total.add(load(x, at + i));
            }
            float result = Lanes.sum(total);
            for (long i = end; i < line; i += Float.BYTES) {
                result += get(x, at + i);
            }
            set(result * factor, y, o * Float.BYTES);
        }
    }

    /** The first copy is scaled where it is a mean, the others are copies of it. */
    private static void spread(AxisSumGradient kernel, MemorySegment x, MemorySegment y, long line, float factor) {
        long matrix = kernel.size() * line;
        for (long o = 0; o < kernel.outer(); o++) {
            MemorySegment first = y.asSlice(o * matrix, line);
            first.copyFrom(x.asSlice(o * line, line));
            if (kernel.mean()) {
                Rows.scale(first, factor);
            }
            for (long at = line; at < matrix; at += line) {
                MemorySegment.copy(first, 0, y, o * matrix + at, line);
            }
        }
    }
}
