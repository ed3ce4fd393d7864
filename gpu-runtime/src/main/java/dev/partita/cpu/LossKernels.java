package dev.partita.cpu;

import static dev.partita.cpu.Lanes.DOUBLE;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.INT;

import dev.partita.kernel.LossKernel;
import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;
import java.lang.foreign.MemorySegment;

/** Softmax cross-entropy, row by row; the loss is summed in double precision. */
final class LossKernels {
    private LossKernels() {}

    static Prepared prepare(LossKernel kernel) {
        return Prepared.of(
                switch (kernel) {
                    case CrossEntropy loss -> (x, _, _) -> forward(loss, x[0], x[1], x[2], x[3]);
                    case CrossEntropyGradient loss -> (x, _, _) -> gradient(loss, x[0], x[1], x[2], x[3]);
                });
    }

    private static void forward(
            CrossEntropy kernel, MemorySegment logits, MemorySegment targets, MemorySegment kept, MemorySegment loss) {
        long line = kernel.classes() * Float.BYTES;
        double total = 0;
        for (long r = 0; r < kernel.rows(); r++) {
            float max = Rows.max(logits, r * line, line);
            double logSumExp = max + Math.log(Rows.expSum(logits, r * line, line, max));
            kept.setAtIndex(FLOAT, r, (float) logSumExp);
            total += logSumExp - logits.getAtIndex(FLOAT, r * kernel.classes() + target(kernel, targets, r));
        }
        loss.set(DOUBLE, 0, loss.get(DOUBLE, 0) + total / kernel.divisor());
    }

    /** {@code (softmax - onehot) / divisor}. */
    private static void gradient(
            CrossEntropyGradient kernel,
            MemorySegment logits,
            MemorySegment targets,
            MemorySegment logSumExp,
            MemorySegment dLogits) {
        long line = kernel.classes() * Float.BYTES;
        float factor = 1f / kernel.divisor();
        for (long r = 0; r < kernel.rows(); r++) {
            Rows.scaledExp(logits, dLogits, r * line, line, logSumExp.getAtIndex(FLOAT, r), factor);
            long hit = r * kernel.classes() + target(kernel, targets, r);
            dLogits.setAtIndex(FLOAT, hit, dLogits.getAtIndex(FLOAT, hit) - factor);
        }
    }

    private static long target(LossKernel kernel, MemorySegment targets, long row) {
        int target = targets.getAtIndex(INT, row);
        if (target < 0 || target >= kernel.classes()) {
            throw new IndexOutOfBoundsException("The target of row " + row + " is class " + target + ", but there are "
                    + kernel.classes() + " classes; check the input data.");
        }
        return target;
    }
}
