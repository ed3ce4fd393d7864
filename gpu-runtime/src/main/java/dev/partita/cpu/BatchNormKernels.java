package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;

import dev.partita.kernel.NormalizationKernel.BatchNorm;
import dev.partita.kernel.NormalizationKernel.BatchNormInputGradient;
import dev.partita.kernel.NormalizationKernel.BatchNormWeightGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Batch norm over the columns of a matrix. The workspace holds rows of one number per column. */
final class BatchNormKernels {
    private BatchNormKernels() {}

    /** The mean, then the variance around it, then the result: the matrix is read three times. */
    static Prepared prepare(BatchNorm norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> {
                    MemorySegment mean = x[4].asSlice(0, line).fill((byte) 0);
                    MemorySegment rstd = x[4].asSlice(line, line).fill((byte) 0);
                    ColumnSums.add(x[0], norm.rows(), line, mean, workspace);
                    Rows.scale(mean, 0, line, 1f / norm.rows());
                    ColumnSums.addSquares(x[0], mean, norm.rows(), line, rstd, workspace);
                    for (long c = 0; c < norm.columns(); c++) {
                        double variance = rstd.getAtIndex(FLOAT, c) / norm.rows();
                        rstd.setAtIndex(FLOAT, c, (float) (1 / Math.sqrt(variance + norm.epsilon())));
                    }
                    multiply(rstd, x[1], workspace);
                    for (long r = 0; r < norm.rows(); r++) {
                        normalize(x[0], r * line, mean, workspace, x[2], x[3]);
                    }
                },
                line);
    }

    /** With n = (x - mean) rstd: {@code dx = gamma rstd (dy - mean(dy) - n mean(dy n))}; the matrices are read twice. */
    static Prepared prepare(BatchNormInputGradient norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> {
                    MemorySegment mean = x[2].asSlice(0, line);
                    MemorySegment rstd = x[2].asSlice(line, line);
                    MemorySegment products = workspace.asSlice(0, line).fill((byte) 0);
                    MemorySegment sums = workspace.asSlice(line, line).fill((byte) 0);
                    MemorySegment partial = workspace.asSlice(2 * line, 2 * line);
                    ColumnSums.addByColumn(x[3], x[0], mean, norm.rows(), line, products, sums, partial);
                    multiply(products, rstd, products);
                    multiply(products, rstd, products);
                    Rows.scale(products, 0, line, 1f / norm.rows());
                    Rows.scale(sums, 0, line, 1f / norm.rows());
                    MemorySegment factor = partial.asSlice(0, line);
                    multiply(rstd, x[1], factor);
                    for (long r = 0; r < norm.rows(); r++) {
                        slope(x[3], x[0], r * line, mean, products, sums, factor, x[4]);
                    }
                },
                4 * line);
    }

    static Prepared prepare(BatchNormWeightGradient norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> {
                    MemorySegment mean = x[1].asSlice(0, line);
                    MemorySegment rstd = x[1].asSlice(line, line);
                    MemorySegment products = workspace.asSlice(0, line).fill((byte) 0);
                    MemorySegment partial = workspace.asSlice(line, 2 * line);
                    ColumnSums.addByColumn(x[2], x[0], mean, norm.rows(), line, products, x[4], partial);
                    for (long c = 0; c < norm.columns(); c++) {
                        float gradient = products.getAtIndex(FLOAT, c) * rstd.getAtIndex(FLOAT, c);
                        x[3].setAtIndex(FLOAT, c, x[3].getAtIndex(FLOAT, c) + gradient);
                    }
                },
                3 * line);
    }

    /** {@code c = a b}, element by element. */
    private static void multiply(MemorySegment a, MemorySegment b, MemorySegment c) {
        long end = whole(c.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(load(a, o).mul(load(b, o)), c, o);
        }
        if (end < c.byteSize()) {
            VectorMask<Float> mask = tail(c.byteSize());
            store(load(a, end, mask).mul(load(b, end, mask)), c, end, mask);
        }
    }

    private static void normalize(
            MemorySegment x,
            long start,
            MemorySegment mean,
            MemorySegment factor,
            MemorySegment beta,
            MemorySegment y) {
        long end = whole(mean.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector d = load(x, start + o).sub(load(mean, o));
            store(d.fma(load(factor, o), load(beta, o)), y, start + o);
        }
        if (end < mean.byteSize()) {
            VectorMask<Float> mask = tail(mean.byteSize());
            FloatVector d = load(x, start + end, mask).sub(load(mean, end, mask));
            store(d.fma(load(factor, end, mask), load(beta, end, mask)), y, start + end, mask);
        }
    }

    private static void slope(
            MemorySegment dy,
            MemorySegment x,
            long start,
            MemorySegment mean,
            MemorySegment products,
            MemorySegment sums,
            MemorySegment factor,
            MemorySegment dx) {
        long end = whole(mean.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector d = load(x, start + o).sub(load(mean, o)).mul(load(products, o));
            FloatVector g = load(dy, start + o).sub(load(sums, o));
            store(g.sub(d).mul(load(factor, o)), dx, start + o);
        }
        if (end < mean.byteSize()) {
            VectorMask<Float> mask = tail(mean.byteSize());
            FloatVector d =
                    load(x, start + end, mask).sub(load(mean, end, mask)).mul(load(products, end, mask));
            FloatVector g = load(dy, start + end, mask).sub(load(sums, end, mask));
            store(g.sub(d).mul(load(factor, end, mask)), dx, start + end, mask);
        }
    }
}
