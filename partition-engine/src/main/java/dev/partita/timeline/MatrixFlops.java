package dev.partita.timeline;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceModel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionBiasGradient;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.ConvolutionKernel;
import dev.partita.kernel.DenseLossKernel;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.HostKernel;
import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.LossKernel;
import dev.partita.kernel.MatrixKernel.BatchMatMul;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.kernel.MatrixKernel.Transpose;
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
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import dev.partita.quantity.FlopsPerSecond;
import java.util.OptionalDouble;

/**
 * The field's count of useful work (Narayanan et al. 2021; Chowdhery et al. 2022): multiply-adds of matrix products,
 * convolutions and attention, forward and backward, and nothing elementwise.
 */
public final class MatrixFlops {
    private MatrixFlops() {}

    /** FLOPs of one turn of a segment. */
    public static double of(Segment segment) {
        double flops = 0;
        for (Step step : segment.steps()) {
            flops += of(step.kernel());
        }
        return flops;
    }

    /** FLOPs of one step of a program on all devices, what is recomputed left out. */
    public static double of(Program program) {
        return of(program, false);
    }

    private static double of(Program program, boolean recomputed) {
        double flops = 0;
        for (Segment segment : program.segments()) {
            double turn = 0;
            for (Step step : segment.steps()) {
                turn += step.recomputed() && !recomputed ? 0 : of(step.kernel());
            }
            flops += turn
                    * program.tasks().turns(segment.loop())
                    * segment.mesh().ranks();
        }
        return flops;
    }

    /** @param recomputed true to count what is computed again: hardware FLOPs utilization, not the model's */
    static OptionalDouble utilization(Program program, double stepSeconds, boolean recomputed) {
        Cluster cluster = program.plan().cluster();
        double peak = 0;
        for (var device : program.devices()) {
            DeviceModel model = cluster.device(device.device());
            FlopsPerSecond rate =
                    model.peak().get(program.plan().training().precision().type());
            if (model.virtual() || rate == null) {
                return OptionalDouble.empty();
            }
            peak += rate.rate() * device.devices().size();
        }
        return OptionalDouble.of(of(program, recomputed) / (peak * stepSeconds));
    }

    private static double of(Kernel kernel) {
        return switch (kernel) {
            case MixedKernel mixed -> of(mixed.computed());
            case MatMul product -> product.flops();
            case BatchMatMul product -> product.flops();
            case Attention attention -> 2 * attention.shape().productFlops();
            case AttentionGradient gradient -> 4 * gradient.shape().productFlops();
            // Its product was computed before, with the gradient of the inputs.
            case AttentionBiasGradient ignored -> 0;
            case RotaryKernel ignored -> 0;
            case PositionBiasKernel ignored -> 0;
            case RoutingKernel ignored -> 0;
            case ConvolutionKernel convolution -> convolution.flops();
            case CollectiveKernel ignored -> 0;
            case SumRows ignored -> 0;
            case Transpose ignored -> 0;
            case PoolingKernel ignored -> 0;
            case NormalizationKernel ignored -> 0;
            case ElementwiseKernel ignored -> 0;
            case IndexKernel ignored -> 0;
            case LossKernel ignored -> 0;
            case DenseLossKernel ignored -> 0;
            case MoveKernel ignored -> 0;
            case ReductionKernel ignored -> 0;
            case SoftmaxKernel ignored -> 0;
            case UpdateKernel ignored -> 0;
            case HostKernel ignored -> 0;
            case PlannedKernel planned -> planned.product() ? planned.flops() : 0;
        };
    }
}
