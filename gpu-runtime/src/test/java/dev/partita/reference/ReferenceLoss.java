package dev.partita.reference;

import dev.partita.kernel.LossKernel;
import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;

final class ReferenceLoss {
    private ReferenceLoss() {}

    static void run(LossKernel kernel, Tensor[] operands) {
        Tensor logits = operands[0];
        Tensor targets = operands[1];
        Tensor logSumExp = operands[2];
        for (int r = 0; r < kernel.rows(); r++) {
            switch (kernel) {
                case CrossEntropy _ -> {
                    logSumExp.set(logSumExp(logits, r), r);
                    operands[3].add((logSumExp.at(r) - logits.at(r, targets.integer(r))) / kernel.divisor(), 0);
                }
                case CrossEntropyGradient _ -> {
                    for (int c = 0; c < kernel.classes(); c++) {
                        double probability = Math.exp(logits.at(r, c) - logSumExp.at(r));
                        double wanted = c == targets.integer(r) ? 1 : 0;
                        operands[3].set((probability - wanted) / kernel.divisor(), r, c);
                    }
                }
            }
        }
    }

    static double logSumExp(Tensor logits, int row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logits.size(1); c++) {
            largest = Math.max(largest, logits.at(row, c));
        }
        double sum = 0;
        for (int c = 0; c < logits.size(1); c++) {
            sum += Math.exp(logits.at(row, c) - largest);
        }
        return largest + Math.log(sum);
    }
}
