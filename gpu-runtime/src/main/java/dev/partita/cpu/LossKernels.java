package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.DOUBLE;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.INT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.larger;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.kernel.LossKernel;
import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax cross-entropy; the loss is summed in double precision. */
final class LossKernels {
    private final LossKernel kernel;
    private final long line;

    private LossKernels(LossKernel kernel) {
        this.kernel = kernel;
        this.line = kernel.classes() * Float.BYTES;
    }

    static Prepared prepare(LossKernel kernel) {
        LossKernels loss = new LossKernels(kernel);
        return Prepared.of(
                switch (kernel) {
                    case CrossEntropy _ -> (x, _, _) -> loss.forward(x[0], x[1], x[2], x[3]);
                    case CrossEntropyGradient _ ->
                        (x, _, _) -> {
                            loss.softmax(x[0], x[2], x[3]);
                            loss.subtractTargets(x[1], x[3]);
                        };
                });
    }

    /** What is kept, the logarithms of the sums, holds each row's largest logit on the way. */
    private void forward(MemorySegment logits, MemorySegment targets, MemorySegment kept, MemorySegment loss) {
        Rows.inCachedBlocks(kernel.rows(), line, (first, last) -> {
            largest(logits, first, last, kept);
            logarithms(logits, first, last, kept);
        });
        double total = 0;
        for (long r = 0; r < kernel.rows(); r++) {
            if (counts(targets, r)) {
                double logSumExp = kept.getAtIndex(FLOAT, r);
                total += logSumExp - logits.getAtIndex(FLOAT, r * kernel.classes() + target(targets, r));
            }
        }
        loss.set(DOUBLE, 0, loss.get(DOUBLE, 0) + total / kernel.divisor());
    }

    /** NaNs are passed over here; they reach the result with the exponentials. */
    private void largest(MemorySegment logits, long first, long last, MemorySegment results) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            FloatVector max = all(Float.NEGATIVE_INFINITY);
            for (long o = 0; o < end; o += BYTES) {
                max = larger(max, load(logits, at + o));
            }
            float result = max.reduceLanes(VectorOperators.MAX);
            for (long o = end; o < line; o += Float.BYTES) {
                result = Math.max(result, get(logits, at + o));
            }
            results.setAtIndex(FLOAT, r, result);
        }
    }

    private void logarithms(MemorySegment logits, long first, long last, MemorySegment results) {
        long end = whole(line);
        for (long r = first; r < last; r++) {
            long at = r * line;
            float largest = results.getAtIndex(FLOAT, r);
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                sum = sum.add(Lanes.exp(load(logits, at + o).sub(largest)));
            }
            float total = Lanes.sum(sum);
            for (long o = end; o < line; o += Float.BYTES) {
                total += Lanes.exp(get(logits, at + o) - largest);
            }
            results.setAtIndex(FLOAT, r, (float) (largest + Math.log(total)));
        }
    }

    /** {@code softmax / divisor}. */
    private void softmax(MemorySegment logits, MemorySegment logSumExp, MemorySegment gradient) {
        float factor = 1f / kernel.divisor();
        long end = whole(line);
        for (long r = 0; r < kernel.rows(); r++) {
            long at = r * line;
            float shift = logSumExp.getAtIndex(FLOAT, r);
            for (long o = 0; o < end; o += BYTES) {
                store(Lanes.exp(load(logits, at + o).sub(shift)).mul(factor), gradient, at + o);
            }
            for (long o = end; o < line; o += Float.BYTES) {
                set(Lanes.exp(get(logits, at + o) - shift) * factor, gradient, at + o);
            }
        }
    }

    private void subtractTargets(MemorySegment targets, MemorySegment gradient) {
        float factor = 1f / kernel.divisor();
        for (long r = 0; r < kernel.rows(); r++) {
            if (counts(targets, r)) {
                long hit = r * kernel.classes() + target(targets, r);
                gradient.setAtIndex(FLOAT, hit, gradient.getAtIndex(FLOAT, hit) - factor);
            } else {
                gradient.asSlice(r * line, line).fill((byte) 0);
            }
        }
    }

    private static boolean counts(MemorySegment targets, long row) {
        return targets.getAtIndex(INT, row) != LossKernel.IGNORED;
    }

    private long target(MemorySegment targets, long row) {
        int target = targets.getAtIndex(INT, row);
        if (target < 0 || target >= kernel.classes()) {
            throw new IndexOutOfBoundsException("The target of row " + row + " is class " + target + ", but there are "
                    + kernel.classes() + " classes; check the input data.");
        }
        return target;
    }
}
