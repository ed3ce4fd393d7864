package dev.partita.cpu;

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
import dev.partita.tensor.DataType;
import java.util.List;

/** From a kernel to what runs it here: the one switch over all kernels. */
final class CpuKernels {
    private CpuKernels() {}

    static Prepared prepare(Kernel kernel, OneDnn oneDnn) {
        if (!(kernel instanceof MixedKernel) && inHalves(kernel)) {
            return MixedKernels.widened(inFloats(kernel), types(kernel), false, oneDnn);
        }
        return switch (kernel) {
            case MixedKernel mixed -> MixedKernels.prepare(mixed, oneDnn);
            case MatrixKernel matrix -> MatrixKernels.prepare(matrix, oneDnn);
            case AttentionKernel attention -> AttentionKernels.prepare(attention, oneDnn);
            case RotaryKernel rotary -> RotaryKernels.prepare(rotary);
            case PositionBiasKernel bias -> PositionBiasKernels.prepare(bias);
            case RoutingKernel routing -> RoutingKernels.prepare(routing);
            case ConvolutionKernel convolution -> ConvolutionKernels.prepare(convolution, DataType.FLOAT32, oneDnn);
            case PoolingKernel pooling -> PoolingKernels.prepare(pooling, oneDnn);
            case NormalizationKernel normalization -> NormalizationKernels.prepare(normalization);
            case ElementwiseKernel elementwise -> ElementwiseKernels.prepare(elementwise);
            case IndexKernel index -> IndexKernels.prepare(index);
            case LossKernel loss -> LossKernels.prepare(loss);
            case DenseLossKernel loss -> DenseLossKernels.prepare(loss);
            case MoveKernel move -> MoveKernels.prepare(move, oneDnn);
            case ReductionKernel reduction -> ReductionKernels.prepare(reduction);
            case SoftmaxKernel softmax -> SoftmaxKernels.prepare(softmax);
            case UpdateKernel update -> UpdateKernels.prepare(update);
            case PlannedKernel planned ->
                throw new IllegalArgumentException("Virtual devices do not compute " + planned.operator()
                        + " yet; replace the layer by one that they do, or plan only.");
            case CollectiveKernel collective ->
                throw new IllegalArgumentException(
                        "A device does not run " + collective + " by itself; the executor does.");
            case HostKernel.LoadInput load ->
                Prepared.of((x, _, launch) -> launch.inputs().load(load.input(), launch.firstSample(), x[0]));
        };
    }

    /** True for kernels that step lowering makes of tensors as they are, such as a sum of two gradients. */
    private static boolean inHalves(Kernel kernel) {
        return !(kernel instanceof ElementwiseKernel.Zero)
                && !(kernel instanceof ElementwiseKernel.Cast)
                && !(kernel instanceof CollectiveKernel)
                && types(kernel).stream().anyMatch(DataType::half);
    }

    private static Kernel inFloats(Kernel kernel) {
        if (kernel instanceof ElementwiseKernel.Add add) {
            return new ElementwiseKernel.Add(add.elements(), DataType.FLOAT32);
        }
        throw new IllegalArgumentException("Virtual devices compute with 16 bits in mixed kernels, found " + kernel);
    }

    private static List<DataType> types(Kernel kernel) {
        return kernel.operands().stream().map(use -> use.spec().type()).toList();
    }
}
