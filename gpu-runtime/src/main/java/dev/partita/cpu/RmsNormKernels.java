package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.kernel.NormalizationKernel.RmsNorm;
import dev.partita.kernel.NormalizationKernel.RmsNormInputGradient;
import dev.partita.kernel.NormalizationKernel.RmsNormWeightGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** RMS norm over the rows of a matrix; each row is read from memory once and then from the cache. */
final class RmsNormKernels {
    private final long columns;
    private final long line;

    private RmsNormKernels(long columns) {
        this.columns = columns;
        this.line = columns * Float.BYTES;
    }

    static Prepared prepare(RmsNorm norm) {
        RmsNormKernels matrix = new RmsNormKernels(norm.columns());
        return Prepared.of((x, _, _) -> Rows.inCachedBlocks(norm.rows(), matrix.line, (first, last) -> {
            matrix.scales(x[0], first, last, norm.epsilon(), x[3]);
            matrix.normalize(x[0], first, last, x[3], x[1], x[2]);
        }));
    }

    /** The workspace holds a sum for each row. */
    static Prepared prepare(RmsNormInputGradient norm) {
        RmsNormKernels matrix = new RmsNormKernels(norm.columns());
        return new Prepared(
                (x, workspace, _) -> Rows.inCachedBlocks(norm.rows(), matrix.line, (first, last) -> {
                    matrix.products(x[0], first, last, x[1], x[3], workspace);
                    matrix.slopes(x[0], first, last, x[1], x[2], x[3], workspace, x[4]);
                }),
                norm.rows() * Float.BYTES);
    }

    static Prepared prepare(RmsNormWeightGradient norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> ColumnSums.addScaled(x[2], x[0], x[1], norm.rows(), line, x[3], workspace),
                ColumnSums.partialBytes(norm.columns(), 1));
    }

    private void scales(MemorySegment x, long first, long last, double epsilon, MemorySegment rstd) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                FloatVector v = load(x, at + o);
                sum = v.fma(v, sum);
            }
            float total = Lanes.sum(sum);
            for (long o = end; o < line; o += Float.BYTES) {
                total += get(x, at + o) * get(x, at + o);
            }
            rstd.setAtIndex(FLOAT, r, (float) (1 / Math.sqrt(total / columns + epsilon)));
        }
    }

    private void normalize(
            MemorySegment x, long first, long last, MemorySegment rstd, MemorySegment gamma, MemorySegment y) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float scale = rstd.getAtIndex(FLOAT, r);
            for (long o = 0; o < end; o += BYTES) {
                store(load(x, at + o).mul(scale).mul(load(gamma, o)), y, at + o);
            }
            for (long o = end; o < line; o += Float.BYTES) {
                set(get(x, at + o) * scale * get(gamma, o), y, at + o);
            }
        }
    }

    /** Per row, with g = gamma dy: {@code sum(g x)}. */
    private void products(
            MemorySegment x, long first, long last, MemorySegment gamma, MemorySegment dy, MemorySegment sums) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                sum = load(dy, at + o).mul(load(gamma, o)).fma(load(x, at + o), sum);
            }
            float total = Lanes.sum(sum);
            for (long o = end; o < line; o += Float.BYTES) {
                total += get(dy, at + o) * get(gamma, o) * get(x, at + o);
            }
            sums.setAtIndex(FLOAT, r, total);
        }
    }

    /** {@code dx = rstd (g - x rstd^2 mean(g x))}. */
    private void slopes(
            MemorySegment x,
            long first,
            long last,
            MemorySegment gamma,
            MemorySegment rstd,
            MemorySegment dy,
            MemorySegment sums,
            MemorySegment dx) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float scale = rstd.getAtIndex(FLOAT, r);
            float slope = sums.getAtIndex(FLOAT, r) / columns * scale * scale;
            for (long o = 0; o < end; o += BYTES) {
                FloatVector g = load(dy, at + o).mul(load(gamma, o));
                store(g.sub(load(x, at + o).mul(slope)).mul(scale), dx, at + o);
            }
            for (long o = end; o < line; o += Float.BYTES) {
                float g = get(dy, at + o) * get(gamma, o);
                set((g - get(x, at + o) * slope) * scale, dx, at + o);
            }
        }
    }
}
