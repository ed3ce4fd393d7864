package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.kernel.NormalizationKernel.LayerNorm;
import dev.partita.kernel.NormalizationKernel.LayerNormInputGradient;
import dev.partita.kernel.NormalizationKernel.LayerNormWeightGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Layer norm over the rows of a matrix; each row is read from memory once and then from the cache. */
final class LayerNormKernels {
    private final long rows;
    private final long columns;
    private final long line;

    private LayerNormKernels(long rows, long columns) {
        this.rows = rows;
        this.columns = columns;
        this.line = columns * Float.BYTES;
    }

    static Prepared prepare(LayerNorm norm) {
        LayerNormKernels matrix = new LayerNormKernels(norm.rows(), norm.columns());
        return Prepared.of((x, _, _) -> Rows.inCachedBlocks(norm.rows(), matrix.line, (first, last) -> {
            matrix.means(x[0], first, last, x[4]);
            matrix.deviations(x[0], first, last, norm.epsilon(), x[4]);
            matrix.normalize(x[0], first, last, x[4], x[1], x[2], x[3]);
        }));
    }

    /** The workspace holds two sums for each row. */
    static Prepared prepare(LayerNormInputGradient norm) {
        LayerNormKernels matrix = new LayerNormKernels(norm.rows(), norm.columns());
        return new Prepared(
                (x, workspace, _) -> Rows.inCachedBlocks(norm.rows(), matrix.line, (first, last) -> {
                    matrix.sums(x[0], first, last, x[1], x[2], x[3], workspace);
                    matrix.slopes(x[0], first, last, x[1], x[2], x[3], workspace, x[4]);
                }),
                norm.rows() * 2 * Float.BYTES);
    }

    static Prepared prepare(LayerNormWeightGradient norm) {
        long line = norm.columns() * Float.BYTES;
        return new Prepared(
                (x, workspace, _) -> ColumnSums.addByRow(x[2], x[0], x[1], norm.rows(), line, x[3], x[4], workspace),
                ColumnSums.partialBytes(norm.columns(), 2));
    }

    private void means(MemorySegment x, long first, long last, MemorySegment statistics) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                sum = sum.add(load(x, at + o));
            }
            float total = Lanes.sum(sum);
            for (long o = end; o < line; o += Float.BYTES) {
                total += get(x, at + o);
            }
            statistics.setAtIndex(FLOAT, r, total / columns);
        }
    }

    private void deviations(MemorySegment x, long first, long last, double epsilon, MemorySegment statistics) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float mean = statistics.getAtIndex(FLOAT, r);
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                FloatVector d = load(x, at + o).sub(mean);
                sum = d.fma(d, sum);
            }
            float total = Lanes.sum(sum);
            for (long o = end; o < line; o += Float.BYTES) {
                float d = get(x, at + o) - mean;
                total += d * d;
            }
            statistics.setAtIndex(FLOAT, rows + r, (float) (1 / Math.sqrt(total / columns + epsilon)));
        }
    }

    private void normalize(
            MemorySegment x,
            long first,
            long last,
            MemorySegment statistics,
            MemorySegment gamma,
            MemorySegment beta,
            MemorySegment y) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float mean = statistics.getAtIndex(FLOAT, r);
            float rstd = statistics.getAtIndex(FLOAT, rows + r);
            for (long o = 0; o < end; o += BYTES) {
                FloatVector n = load(x, at + o).sub(mean).mul(rstd);
                store(n.fma(load(gamma, o), load(beta, o)), y, at + o);
            }
            for (long o = end; o < line; o += Float.BYTES) {
                float n = (get(x, at + o) - mean) * rstd;
                set(Math.fma(n, get(gamma, o), get(beta, o)), y, at + o);
            }
        }
    }

    /** Per row, with g = gamma dy: {@code sum(g)} and {@code sum(g (x - mean))}. */
    private void sums(
            MemorySegment x,
            long first,
            long last,
            MemorySegment gamma,
            MemorySegment statistics,
            MemorySegment dy,
            MemorySegment sums) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float mean = statistics.getAtIndex(FLOAT, r);
            FloatVector sum = zero();
            FloatVector product = zero();
            for (long o = 0; o < end; o += BYTES) {
                FloatVector g = load(dy, at + o).mul(load(gamma, o));
                sum = sum.add(g);
                product = g.fma(load(x, at + o).sub(mean), product);
            }
            float total = Lanes.sum(sum);
            float products = Lanes.sum(product);
            for (long o = end; o < line; o += Float.BYTES) {
                float g = get(dy, at + o) * get(gamma, o);
                total += g;
                products += g * (get(x, at + o) - mean);
            }
            sums.setAtIndex(FLOAT, 2 * r, total);
            sums.setAtIndex(FLOAT, 2 * r + 1, products);
        }
    }

    /** With n = (x - mean) rstd: {@code dx = rstd (g - mean(g) - n mean(g n))}. */
    private void slopes(
            MemorySegment x,
            long first,
            long last,
            MemorySegment gamma,
            MemorySegment statistics,
            MemorySegment dy,
            MemorySegment sums,
            MemorySegment dx) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float mean = statistics.getAtIndex(FLOAT, r);
            float rstd = statistics.getAtIndex(FLOAT, rows + r);
            float meanG = sums.getAtIndex(FLOAT, 2 * r) / columns;
            float slope = sums.getAtIndex(FLOAT, 2 * r + 1) / columns * rstd * rstd;
            for (long o = 0; o < end; o += BYTES) {
                FloatVector g = load(dy, at + o).mul(load(gamma, o)).sub(meanG);
                store(g.sub(load(x, at + o).sub(mean).mul(slope)).mul(rstd), dx, at + o);
            }
            for (long o = end; o < line; o += Float.BYTES) {
                float g = get(dy, at + o) * get(gamma, o) - meanG;
                set((g - (get(x, at + o) - mean) * slope) * rstd, dx, at + o);
            }
        }
    }
}
