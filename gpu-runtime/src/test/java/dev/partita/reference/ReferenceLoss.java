package dev.partita.reference;

import dev.partita.kernel.LossKernel;
import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;
import dev.partita.kernel.LossKernel.PartGradient;
import dev.partita.kernel.LossKernel.PartLargest;
import dev.partita.kernel.LossKernel.PartLoss;
import dev.partita.kernel.LossKernel.PartSums;
import java.util.List;

final class ReferenceLoss {
    private ReferenceLoss() {}

    static void run(LossKernel kernel, Tensor[] operands, List<Integer> coordinates) {
        Tensor logits = operands[0];
        Tensor targets = operands[1];
        for (int r = 0; r < kernel.rows(); r++) {
            switch (kernel) {
                case CrossEntropy _ -> {
                    Tensor logSumExp = operands[2];
                    logSumExp.set(logSumExp(logits, r), r);
                    if (targets.integer(r) != LossKernel.IGNORED) {
                        operands[3].add((logSumExp.at(r) - logits.at(r, targets.integer(r))) / kernel.divisor(), 0);
                    }
                }
                case PartLargest _ -> operands[1].set(largest(logits, r), r);
                case PartSums part -> {
                    double largest = operands[2].at(r);
                    long own = targets.integer(r) - coordinates.get(part.axis()) * part.classes();
                    boolean counts = targets.integer(r) != LossKernel.IGNORED;
                    boolean here = counts && own >= 0 && own < part.classes();
                    operands[3].set(counts ? Math.exp(logSumExp(logits, r) - largest) : 1.0 / part.ranks(), r, 0);
                    operands[3].set(here ? logits.at(r, (int) own) - largest : 0, r, 1);
                }
                case PartLoss _ -> {
                    double logarithm = Math.log(operands[1].at(r, 0));
                    operands[2].set(operands[0].at(r) + logarithm, r);
                    operands[3].add((logarithm - operands[1].at(r, 1)) / kernel.divisor(), 0);
                }
                case PartGradient part -> {
                    long own = targets.integer(r) - coordinates.get(part.axis()) * part.classes();
                    for (int c = 0; c < part.classes(); c++) {
                        double probability = Math.exp(logits.at(r, c) - operands[2].at(r));
                        boolean counts = targets.integer(r) != LossKernel.IGNORED;
                        operands[3].set(counts ? (probability - (c == own ? 1 : 0)) / kernel.divisor() : 0, r, c);
                    }
                }
                case CrossEntropyGradient _ -> {
                    Tensor logSumExp = operands[2];
                    for (int c = 0; c < kernel.classes(); c++) {
                        double probability = Math.exp(logits.at(r, c) - logSumExp.at(r));
                        double wanted = c == targets.integer(r) ? 1 : 0;
                        boolean counts = targets.integer(r) != LossKernel.IGNORED;
                        operands[3].set(counts ? (probability - wanted) / kernel.divisor() : 0, r, c);
                    }
                }
            }
        }
    }

    private static double largest(Tensor logits, int row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logits.size(1); c++) {
            largest = Math.max(largest, logits.at(row, c));
        }
        return largest;
    }

    static double logSumExp(Tensor logits, int row) {
        double largest = largest(logits, row);
        double sum = 0;
        for (int c = 0; c < logits.size(1); c++) {
            sum += Math.exp(logits.at(row, c) - largest);
        }
        return largest + Math.log(sum);
    }
}
