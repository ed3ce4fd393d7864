package dev.partita.cpu;

import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.NormalizationKernel.BatchNorm;
import dev.partita.kernel.NormalizationKernel.BatchNormInputGradient;
import dev.partita.kernel.NormalizationKernel.BatchNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.LayerNorm;
import dev.partita.kernel.NormalizationKernel.LayerNormInputGradient;
import dev.partita.kernel.NormalizationKernel.LayerNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.LocalResponseNorm;
import dev.partita.kernel.NormalizationKernel.LocalResponseNormGradient;
import dev.partita.kernel.NormalizationKernel.RmsNorm;
import dev.partita.kernel.NormalizationKernel.RmsNormInputGradient;
import dev.partita.kernel.NormalizationKernel.RmsNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.RunningStatistics;

final class NormalizationKernels {
    private NormalizationKernels() {}

    static Prepared prepare(NormalizationKernel kernel) {
        return switch (kernel) {
            case LayerNorm norm -> LayerNormKernels.prepare(norm);
            case LayerNormInputGradient norm -> LayerNormKernels.prepare(norm);
            case LayerNormWeightGradient norm -> LayerNormKernels.prepare(norm);
            case RmsNorm norm -> RmsNormKernels.prepare(norm);
            case RmsNormInputGradient norm -> RmsNormKernels.prepare(norm);
            case RmsNormWeightGradient norm -> RmsNormKernels.prepare(norm);
            case BatchNorm norm -> BatchNormKernels.prepare(norm);
            case BatchNormInputGradient norm -> BatchNormKernels.prepare(norm);
            case BatchNormWeightGradient norm -> BatchNormKernels.prepare(norm);
            case RunningStatistics norm -> BatchNormKernels.prepare(norm);
            case LocalResponseNorm norm -> LocalResponseKernels.prepare(norm);
            case LocalResponseNormGradient norm -> LocalResponseKernels.prepare(norm);
        };
    }
}
