package dev.partita.reference;

import dev.partita.kernel.ReductionKernel;
import dev.partita.kernel.ReductionKernel.AxisSum;
import dev.partita.kernel.ReductionKernel.AxisSumGradient;

final class ReferenceReduction {
    private ReferenceReduction() {}

    static void run(ReductionKernel kernel, Tensor[] operands) {
        double share = kernel.mean() ? 1.0 / kernel.size() : 1;
        if (kernel instanceof AxisSum) {
            operands[1].fill(0);
        }
        for (int o = 0; o < kernel.outer(); o++) {
            for (int s = 0; s < kernel.size(); s++) {
                for (int i = 0; i < kernel.inner(); i++) {
                    switch (kernel) {
                        case AxisSum _ -> operands[1].add(share * operands[0].at(o, s, i), o, i);
                        case AxisSumGradient _ -> operands[1].set(share * operands[0].at(o, i), o, s, i);
                    }
                }
            }
        }
    }
}
