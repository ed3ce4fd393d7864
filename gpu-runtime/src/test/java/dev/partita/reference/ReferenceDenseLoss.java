package dev.partita.reference;

import dev.partita.kernel.DenseLossKernel;
import dev.partita.kernel.DenseLossKernel.SoftCrossEntropy;
import dev.partita.kernel.DenseLossKernel.SoftCrossEntropyGradient;
import dev.partita.kernel.DenseLossKernel.SquaredError;
import dev.partita.kernel.DenseLossKernel.SquaredErrorGradient;

final class ReferenceDenseLoss {
    private ReferenceDenseLoss() {}

    static void run(DenseLossKernel kernel, Tensor[] operands) {
        for (int r = 0; r < kernel.rows(); r++) {
            double logarithm = ReferenceLoss.logSumExp(operands[0], r);
            double weight = 0;
            for (int c = 0; c < kernel.columns(); c++) {
                weight += operands[1].at(r, c);
            }
            for (int c = 0; c < kernel.columns(); c++) {
                double x = operands[0].at(r, c);
                double goal = operands[1].at(r, c);
                double difference = x - goal;
                double probability = Math.exp(x - logarithm);
                switch (kernel) {
                    case SoftCrossEntropy _ -> operands[2].add(goal * (logarithm - x) / kernel.divisor(), 0);
                    case SoftCrossEntropyGradient _ ->
                        operands[2].set((probability * weight - goal) / kernel.divisor(), r, c);
                    case SquaredError _ -> operands[2].add(difference * difference / kernel.divisor(), 0);
                    case SquaredErrorGradient _ -> operands[2].set(2 * difference / kernel.divisor(), r, c);
                }
            }
        }
    }
}
