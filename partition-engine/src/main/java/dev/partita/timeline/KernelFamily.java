package dev.partita.timeline;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.ConvolutionKernel;
import dev.partita.kernel.DenseLossKernel;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.HostKernel;
import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.LossKernel;
import dev.partita.kernel.MatrixKernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.MoveKernel;
import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.PlannedKernel;
import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PositionBiasKernel;
import dev.partita.kernel.ReductionKernel;
import dev.partita.kernel.RotaryKernel;
import dev.partita.kernel.RoutingKernel;
import dev.partita.kernel.SoftmaxKernel;
import dev.partita.kernel.UpdateKernel;

/** Kernels as people speak of them. */
public enum KernelFamily {
    MATRIX,
    CONVOLUTION,
    ATTENTION,
    NORMALIZATION,
    ELEMENTWISE,
    UPDATE,
    OTHER;

    public static KernelFamily of(Kernel kernel) {
        return switch (kernel) {
            case MixedKernel mixed -> of(mixed.computed());
            case MatrixKernel _ -> MATRIX;
            case ConvolutionKernel _ -> CONVOLUTION;
            case AttentionKernel _, PositionBiasKernel _ -> ATTENTION;
            case RotaryKernel _ -> ELEMENTWISE;
            case RoutingKernel _ -> OTHER;
            case NormalizationKernel _ -> NORMALIZATION;
            case ElementwiseKernel _ -> ELEMENTWISE;
            case UpdateKernel _ -> UPDATE;
            case PlannedKernel planned when planned.product() -> MATRIX;
            case PlannedKernel _ -> OTHER;
            case PoolingKernel _, IndexKernel _, LossKernel _, HostKernel _, CollectiveKernel _ -> OTHER;
            case DenseLossKernel _, MoveKernel _, ReductionKernel _, SoftmaxKernel _ -> OTHER;
        };
    }
}
