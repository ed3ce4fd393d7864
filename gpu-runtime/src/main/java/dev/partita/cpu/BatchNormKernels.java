package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;

import dev.partita.kernel.NormalizationKernel.BatchNorm;
import dev.partita.kernel.NormalizationKernel.BatchNormInputGradient;
import dev.partita.kernel.NormalizationKernel.BatchNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.RunningStatistics;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

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
                    Rows.scale(mean, 1f / norm.rows());
                    ColumnSums.addSquares(x[0], mean, norm.rows(), line, rstd);
                    for (long c = 0; c < norm.columns(); c++) {
                        double variance = rstd.getAtIndex(FLOAT, c) / norm.rows();
                        rstd.setAtIndex(FLOAT, c, (float) (1 / Math.sqrt(variance + norm.epsilon())));
                    }
                    Rows.multiply(rstd, x[1], workspace);
                    ColumnSums.inBlocks(
                            norm.rows(), (first, last) -> normalize(x[0], first, last, mean, workspace, x[2], x[3]));
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
                    MemorySegment factor = workspace.asSlice(2 * line, line);
                    ColumnSums.addByColumn(x[3], x[0], mean, norm.rows(), line, products, sums);
                    Rows.multiply(products, rstd, products);
                    Rows.multiply(products, rstd, products);
                    Rows.scale(products, 1f / norm.rows());
                    Rows.scale(sums, 1f / norm.rows());
                    Rows.multiply(rstd, x[1], factor);
                    ColumnSums.inBlocks(
                            norm.rows(),
                            (first, last) -> slope(x[3], x[0], first, last, mean, products, sums, factor, x[4]));
                },
                3 * line);
    }

    static Prepared prepare(BatchNormWeightGradient norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> {
                    MemorySegment mean = x[1].asSlice(0, line);
                    MemorySegment rstd = x[1].asSlice(line, line);
                    MemorySegment products = workspace.fill((byte) 0);
                    ColumnSums.addByColumn(x[2], x[0], mean, norm.rows(), line, products, x[4]);
                    for (long c = 0; c < norm.columns(); c++) {
                        float gradient = products.getAtIndex(FLOAT, c) * rstd.getAtIndex(FLOAT, c);
                        x[3].setAtIndex(FLOAT, c, x[3].getAtIndex(FLOAT, c) + gradient);
                    }
                },
                line);
    }

    /** The variance comes back out of its kept reciprocal root, and is unbiased where there is more than one row. */
    static Prepared prepare(RunningStatistics norm) {
        double unbiased = norm.rows() > 1 ? (double) norm.rows() / (norm.rows() - 1) : 1;
        return Prepared.of((x, _, _) -> {
            for (long c = 0; c < norm.columns(); c++) {
                double rstd = x[0].getAtIndex(FLOAT, norm.columns() + c);
                double variance = Math.max(0, 1 / (rstd * rstd) - norm.epsilon()) * unbiased;
                follow(x[1], c, x[0].getAtIndex(FLOAT, c), norm.momentum());
                follow(x[2], c, variance, norm.momentum());
            }
        });
    }

    private static void follow(MemorySegment running, long column, double newest, double momentum) {
        double before = running.getAtIndex(FLOAT, column);
        running.setAtIndex(FLOAT, column, (float) (before + momentum * (newest - before)));
    }

    private static void normalize(
            MemorySegment x,
            long first,
            long last,
            MemorySegment mean,
            MemorySegment factor,
            MemorySegment beta,
            MemorySegment y) {
        long line = mean.byteSize();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector m = load(mean, o);
            FloatVector f = load(factor, o);
            FloatVector b = load(beta, o);
            for (long r = first; r < last; r++) {
                store(load(x, r * line + o).sub(m).fma(f, b), y, r * line + o);
            }
        }
        for (long o = end; o < line; o += Float.BYTES) {
            for (long r = first; r < last; r++) {
                float d = get(x, r * line + o) - get(mean, o);
                set(Math.fma(d, get(factor, o), get(beta, o)), y, r * line + o);
            }
        }
    }

    private static void slope(
            MemorySegment dy,
            MemorySegment x,
            long first,
            long last,
            MemorySegment mean,
            MemorySegment products,
            MemorySegment sums,
            MemorySegment factor,
            MemorySegment dx) {
        long line = mean.byteSize();
        long end = whole(line);
        for (long o = 0; o < end; o += BYTES) {
            FloatVector m = load(mean, o);
            FloatVector p = load(products, o);
            FloatVector s = load(sums, o);
            FloatVector f = load(factor, o);
            for (long r = first; r < last; r++) {
                FloatVector d = load(x, r * line + o).sub(m).mul(p);
                store(load(dy, r * line + o).sub(s).sub(d).mul(f), dx, r * line + o);
            }
        }
        for (long o = end; o < line; o += Float.BYTES) {
            for (long r = first; r < last; r++) {
                float d = (get(x, r * line + o) - get(mean, o)) * get(products, o);
                set((get(dy, r * line + o) - get(sums, o) - d) * get(factor, o), dx, r * line + o);
            }
        }
    }
}
