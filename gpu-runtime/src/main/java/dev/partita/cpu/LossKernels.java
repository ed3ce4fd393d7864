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
import dev.partita.kernel.LossKernel.PartGradient;
import dev.partita.kernel.LossKernel.PartLargest;
import dev.partita.kernel.LossKernel.PartLoss;
import dev.partita.kernel.LossKernel.PartSums;
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
                            loss.subtractTargets(x[1], x[3], 0, kernel.classes());
                        };
                    case PartLargest _ -> (x, _, _) -> loss.largest(x[0], 0, kernel.rows(), x[1]);
                    case PartSums part ->
                        (x, _, launch) ->
                                loss.partSums(part, launch.coordinates().get(part.axis()), x);
                    case PartLoss _ -> (x, _, _) -> loss.partLoss(x[0], x[1], x[2], x[3]);
                    case PartGradient part ->
                        (x, _, launch) -> {
                            loss.softmax(x[0], x[2], x[3]);
                            long first = launch.coordinates().get(part.axis()) * part.classes();
                            loss.subtractTargets(x[1], x[3], first, part.ranks() * part.classes());
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
                total += logSumExp
                        - logits.getAtIndex(FLOAT, r * kernel.classes() + target(targets, r, kernel.classes()));
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

    /**
     * @param firstClass of those that are here
     * @param allClasses here and elsewhere
     */
    private void subtractTargets(MemorySegment targets, MemorySegment gradient, long firstClass, long allClasses) {
        float factor = 1f / kernel.divisor();
        for (long r = 0; r < kernel.rows(); r++) {
            if (!counts(targets, r)) {
                gradient.asSlice(r * line, line).fill((byte) 0);
                continue;
            }
            long own = target(targets, r, allClasses) - firstClass;
            if (own >= 0 && own < kernel.classes()) {
                long hit = r * kernel.classes() + own;
                gradient.setAtIndex(FLOAT, hit, gradient.getAtIndex(FLOAT, hit) - factor);
            }
        }
    }

    private static boolean counts(MemorySegment targets, long row) {
        return targets.getAtIndex(INT, row) != LossKernel.IGNORED;
    }

    // ---- of a rank that has part of the classes ------------------------------------------------------------------

    /** Operands: logits, targets, largest, sums. */
    private void partSums(PartSums part, int rank, MemorySegment[] x) {
        long end = whole(line);
        long firstClass = rank * kernel.classes();
        for (long r = 0; r < kernel.rows(); r++) {
            if (!counts(x[1], r)) {
                // All ranks together have a sum of 1, whose logarithm adds nothing to the loss.
                x[3].setAtIndex(FLOAT, 2 * r, 1f / part.ranks());
                x[3].setAtIndex(FLOAT, 2 * r + 1, 0);
                continue;
            }
            long at = r * line;
            float largest = x[2].getAtIndex(FLOAT, r);
            FloatVector sum = zero();
            for (long o = 0; o < end; o += BYTES) {
                sum = sum.add(Lanes.exp(load(x[0], at + o).sub(largest)));
            }
            float total = Lanes.sum(sum);
            for (long o = end; o < line; o += Float.BYTES) {
                total += Lanes.exp(get(x[0], at + o) - largest);
            }
            long own = target(x[1], r, part.ranks() * part.classes()) - firstClass;
            boolean here = own >= 0 && own < kernel.classes();
            x[3].setAtIndex(FLOAT, 2 * r, total);
            x[3].setAtIndex(FLOAT, 2 * r + 1, here ? x[0].getAtIndex(FLOAT, r * kernel.classes() + own) - largest : 0);
        }
    }

    private void partLoss(MemorySegment largest, MemorySegment sums, MemorySegment logSumExp, MemorySegment loss) {
        double total = 0;
        for (long r = 0; r < kernel.rows(); r++) {
            double logarithm = Math.log(sums.getAtIndex(FLOAT, 2 * r));
            logSumExp.setAtIndex(FLOAT, r, (float) (largest.getAtIndex(FLOAT, r) + logarithm));
            total += logarithm - sums.getAtIndex(FLOAT, 2 * r + 1);
        }
        loss.set(DOUBLE, 0, loss.get(DOUBLE, 0) + total / kernel.divisor());
    }

    private static long target(MemorySegment targets, long row, long classes) {
        int target = targets.getAtIndex(INT, row);
        if (target < 0 || target >= classes) {
            throw new IndexOutOfBoundsException("The target of row " + row + " is class " + target + ", but there are "
                    + classes + " classes; check the input data.");
        }
        return target;
    }
}
