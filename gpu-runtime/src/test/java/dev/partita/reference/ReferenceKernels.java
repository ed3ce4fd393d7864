package dev.partita.reference;

import dev.partita.device.Launch;
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
import dev.partita.kernel.OperandUse;
import dev.partita.kernel.PlannedKernel;
import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PositionBiasKernel;
import dev.partita.kernel.ReductionKernel;
import dev.partita.kernel.RotaryKernel;
import dev.partita.kernel.RoutingKernel;
import dev.partita.kernel.SoftmaxKernel;
import dev.partita.kernel.UpdateKernel;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Runs any kernel in double precision; a kernel's data types are ignored, its shapes are not. */
public final class ReferenceKernels {
    private ReferenceKernels() {}

    /**
     * Runs one kernel on arrays of exactly the elements that its operands have, integers as doubles.
     *
     * @throws IllegalArgumentException if the number of operands or the length of one is not what the kernel says
     */
    public static void run(Kernel kernel, Launch launch, double[]... operands) {
        Tensor[] tensors = view(kernel.operands(), operands);
        switch (kernel) {
            case MatrixKernel matrix -> ReferenceMatrix.run(matrix, tensors);
            case AttentionKernel attention -> ReferenceAttention.run(attention, tensors);
            case RotaryKernel rotary -> ReferencePositions.rotate(rotary, tensors[0], tensors[1]);
            case PositionBiasKernel bias -> ReferencePositions.bias(bias, tensors);
            case RoutingKernel routing -> ReferenceRouting.run(routing, tensors);
            case ConvolutionKernel convolution -> ReferenceConvolution.run(convolution, tensors);
            case PoolingKernel pooling -> ReferencePooling.run(pooling, tensors);
            case NormalizationKernel normalization -> ReferenceNormalization.run(normalization, tensors);
            case ElementwiseKernel elementwise -> ReferenceElementwise.run(elementwise, launch, tensors);
            case IndexKernel index -> ReferenceIndex.run(index, tensors, launch.coordinates());
            case LossKernel loss -> ReferenceLoss.run(loss, tensors, launch.coordinates());
            case DenseLossKernel loss -> ReferenceDenseLoss.run(loss, tensors);
            case MoveKernel move -> ReferenceMove.run(move, tensors);
            case ReductionKernel reduction -> ReferenceReduction.run(reduction, tensors);
            case SoftmaxKernel softmax -> ReferenceSoftmax.run(softmax, tensors);
            case MixedKernel mixed -> mixed(mixed, launch, operands);
            case UpdateKernel update -> ReferenceUpdate.run(update, launch, tensors);
            case CollectiveKernel collective ->
                throw new IllegalArgumentException("No device runs " + collective + " by itself.");
            case PlannedKernel planned -> throw new IllegalArgumentException("Nothing runs " + planned + ".");
            case HostKernel.LoadInput load -> load(load, launch, operands[0]);
        }
    }

    private static void mixed(MixedKernel mixed, Launch launch, double[][] operands) {
        run(mixed.computed(), launch, operands);
        for (int i = 0; i < operands.length && mixed.scalesLoss(); i++) {
            if (mixed.types().get(i).half() && mixed.operands().get(i).writes()) {
                operands[i] = Arrays.stream(operands[i])
                        .map(value -> launch.lossScale() * value)
                        .toArray();
            }
        }
    }

    private static Tensor[] view(List<OperandUse> uses, double[][] operands) {
        if (uses.size() != operands.length) {
            throw new IllegalArgumentException("Expected " + uses.size() + " operands, found " + operands.length + ".");
        }
        Tensor[] tensors = new Tensor[operands.length];
        for (int i = 0; i < operands.length; i++) {
            tensors[i] = new Tensor(uses.get(i).spec().shape(), operands[i]);
        }
        return tensors;
    }

    private static void load(HostKernel.LoadInput load, Launch launch, double[] x) {
        TensorSpec spec = load.spec();
        MemorySegment bytes = MemorySegment.ofArray(new long[Math.toIntExact(spec.bytes() / 8 + 1)])
                .asSlice(0, spec.bytes());
        launch.inputs().load(load.input(), launch.firstSample(), bytes);
        System.arraycopy(Segments.read(bytes, spec), 0, x, 0, x.length);
    }
}
