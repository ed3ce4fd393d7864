package dev.partita.kernel;

import java.util.List;

/**
 * One thing a device can execute. The record's components are the whole signature: two equal kernels cost the same on
 * the same device, so costs and prepared primitives are cached by value. Operands are positional; {@link #operands()}
 * is the contract between the lowering that names buffers and the device that receives their addresses.
 *
 * <p>Matrices are row-major. Images are {@code [sample, height, width, channel]} (NHWC): see {@link ConvolutionKernel}.
 * What changes from call to call (learning rate, step, seed, sample numbers, the layer's random stream) is not part of
 * a kernel; the device receives it beside the operands.
 */
public sealed interface Kernel
        permits MatrixKernel,
                AttentionKernel,
                RotaryKernel,
                PositionBiasKernel,
                RoutingKernel,
                ConvolutionKernel,
                PoolingKernel,
                NormalizationKernel,
                ElementwiseKernel,
                IndexKernel,
                LossKernel,
                DenseLossKernel,
                MoveKernel,
                ReductionKernel,
                SoftmaxKernel,
                UpdateKernel,
                MixedKernel,
                HostKernel,
                PlannedKernel,
                CollectiveKernel {

    /** The operands in call order. */
    List<OperandUse> operands();

    /** Floating-point operations of one call, a multiply-add counted as two. */
    double flops();

    /** Bytes moved over the memory bus by one call: every operand once, accumulated ones twice. */
    default long trafficBytes() {
        return operands().stream().mapToLong(OperandUse::trafficBytes).reduce(0, Math::addExact);
    }
}
