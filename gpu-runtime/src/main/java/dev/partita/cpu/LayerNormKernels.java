package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.kernel.NormalizationKernel.LayerNorm;
import dev.partita.kernel.NormalizationKernel.LayerNormInputGradient;
import dev.partita.kernel.NormalizationKernel.LayerNormWeightGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Layer norm, row by row; each row is read from memory once and then from the cache. */
final class LayerNormKernels {
    private LayerNormKernels() {}

    static Prepared prepare(LayerNorm norm) {
        return Prepared.of((x, _, _) -> {
            long line = norm.columns() * Float.BYTES;
            for (long r = 0; r < norm.rows(); r++) {
                float mean = Rows.sum(x[0], r * line, line) / norm.columns();
                float variance = squaredDistance(x[0], r * line, line, mean) / norm.columns();
                float rstd = (float) (1 / Math.sqrt(variance + norm.epsilon()));
                normalize(x[0], r * line, line, x[1], x[2], mean, rstd, x[3]);
                x[4].setAtIndex(FLOAT, r, mean);
                x[4].setAtIndex(FLOAT, norm.rows() + r, rstd);
            }
        });
    }

    static Prepared prepare(LayerNormInputGradient norm) {
        return Prepared.of((x, _, _) -> {
            long line = norm.columns() * Float.BYTES;
            for (long r = 0; r < norm.rows(); r++) {
                float mean = x[2].getAtIndex(FLOAT, r);
                float rstd = x[2].getAtIndex(FLOAT, norm.rows() + r);
                float meanG = Rows.dot(x[3], r * line, x[1], 0, line) / norm.columns();
                float meanGn = centredDot(x[3], x[0], r * line, line, x[1], mean) * rstd / norm.columns();
                slope(x[0], x[3], r * line, line, x[1], mean, rstd, meanG, meanGn, x[4]);
            }
        });
    }

    static Prepared prepare(LayerNormWeightGradient norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> ColumnSums.addByRow(x[2], x[0], x[1], norm.rows(), line, x[3], x[4], workspace),
                ColumnSums.partialBytes(norm.columns(), 2));
    }

    private static float squaredDistance(MemorySegment x, long start, long line, float mean) {
        FloatVector m = all(mean);
        FloatVector sum = zero();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector d = load(x, start + o).sub(m);
            sum = d.fma(d, sum);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector d = load(x, start + end, mask).sub(m, mask);
            sum = d.fma(d, sum);
        }
        return Lanes.sum(sum);
    }

    private static void normalize(
            MemorySegment x,
            long start,
            long line,
            MemorySegment gamma,
            MemorySegment beta,
            float mean,
            float rstd,
            MemorySegment y) {
        FloatVector m = all(mean);
        FloatVector k = all(rstd);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector n = load(x, start + o).sub(m).mul(k);
            store(n.fma(load(gamma, o), load(beta, o)), y, start + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector n = load(x, start + end, mask).sub(m).mul(k);
            store(n.fma(load(gamma, end, mask), load(beta, end, mask)), y, start + end, mask);
        }
    }

    /** {@code sum(gamma dy (x - mean))}. */
    private static float centredDot(
            MemorySegment dy, MemorySegment x, long start, long line, MemorySegment gamma, float mean) {
        FloatVector m = all(mean);
        FloatVector sum = zero();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(dy, start + o).mul(load(gamma, o));
            sum = g.fma(load(x, start + o).sub(m), sum);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector g = load(dy, start + end, mask).mul(load(gamma, end, mask));
            sum = g.fma(load(x, start + end, mask).sub(m), sum);
        }
        return Lanes.sum(sum);
    }

    /** With g = gamma dy and n = (x - mean) rstd: {@code dx = rstd (g - mean(g) - n mean(g n))}. */
    private static void slope(
            MemorySegment x,
            MemorySegment dy,
            long start,
            long line,
            MemorySegment gamma,
            float mean,
            float rstd,
            float meanG,
            float meanGn,
            MemorySegment dx) {
        FloatVector m = all(mean);
        FloatVector k = all(rstd);
        FloatVector g1 = all(meanG);
        FloatVector gn = all(meanGn * rstd);
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(dy, start + o).mul(load(gamma, o)).sub(g1);
            FloatVector d = load(x, start + o).sub(m);
            store(g.sub(d.mul(gn)).mul(k), dx, start + o);
        }
        if (end < line) {
            VectorMask<Float> mask = tail(line);
            FloatVector g =
                    load(dy, start + end, mask).mul(load(gamma, end, mask)).sub(g1);
            FloatVector d = load(x, start + end, mask).sub(m);
            store(g.sub(d.mul(gn)).mul(k), dx, start + end, mask);
        }
    }
}
