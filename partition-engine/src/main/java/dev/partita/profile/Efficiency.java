package dev.partita.profile;

import dev.partita.kernel.AttentionKernel;
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
import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;
import dev.partita.kernel.LossKernel.PartGradient;
import dev.partita.kernel.LossKernel.PartLargest;
import dev.partita.kernel.LossKernel.PartLoss;
import dev.partita.kernel.LossKernel.PartSums;
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

/**
 * What software reaches of a card's printed rates. The figures are few, each is a rate or a time of its own, and they
 * are the same for every card: what differs between cards is on their data sheets.
 *
 * @param hostLaunchSeconds time the host needs to launch one kernel; a card that computes faster than that waits
 * @param startSeconds time between a kernel's launch on the card and its first byte
 * @param memoryShare share of the printed memory bandwidth
 * @param productShare share of the best measured matrix product that products of training reach
 * @param unalignedShare share of that again, in 16-bit types, where a dimension is no multiple of 8
 * @param fusedAttention true if attention never writes more than its operands
 * @param fusedDropout true if a dropout is part of the sum that follows it and costs only its mask
 * @param attention where not fused, how often scores or probabilities cross the memory bus, and in how many launches
 * @param loss how often the operands of the loss cross the memory bus, and in how many launches
 * @param waitSeconds what a collective of 8 ranks takes at least, where every rank has its own host process: the ranks
 *     wait for the slowest to launch; it grows with the square of the ranks
 */
public record Efficiency(
        String name,
        double hostLaunchSeconds,
        double startSeconds,
        double memoryShare,
        double productShare,
        double unalignedShare,
        boolean fusedAttention,
        boolean fusedDropout,
        Passes attention,
        Passes loss,
        double waitSeconds) {
    /** Passes over memory and kernel launches of a layer that several small kernels compute. */
    public record Passes(double forward, double backward, int forwardLaunches, int backwardLaunches) {}

    private static final Passes ONE = new Passes(1, 1, 1, 1);

    /**
     * The data sheet with two corrections: long streams reach nine tenths of the printed bandwidth, as published for
     * A100, and a kernel takes about 7 us to start.
     */
    public static final Efficiency DATA_SHEET =
            new Efficiency("analytic", 0, 7e-6, 0.9, 1, 1, true, false, ONE, ONE, 0);

    /**
     * Megatron-LM on PyTorch as measured on A100 machines: fitted by {@code partita accuracy}'s method (robust least
     * squares of log ratios) on the 12-layer rows of one machine and the 3.6B rows of eight, of the runs measured for
     * vTrain (Bang et al., MICRO 2024). The memory share and the start were set beforehand, the rest fitted. Attention
     * is unfused: scale, mask and softmax, then dropout with its mask, in forward 4.5 and in backward 5.5 passes over
     * the probabilities, times a fitted 1.304 for what the kernels fall short of the stream. The loss of Megatron works in
     * fp32: a fitted 124 bytes per logit in about 40 launches. Dropout, bias and sum are one kernel.
     */
    public static final Efficiency MEGATRON = new Efficiency(
            "megatron",
            67.4e-6,
            3e-6,
            0.85,
            0.7836,
            0.7245,
            false,
            true,
            new Passes(4.5 * 1.304, 5.5 * 1.304, 6, 10),
            new Passes(24.8, 18.6, 12, 28),
            0.338e-3);

    private static final int MACHINE_RANKS = 8;

    /** Kernels that read the logits in the forward of a loss whose classes are divided. */
    private static final int FORWARD_PARTS = 2;

    /** A byte of mask an element, beside two bytes read and two written. */
    private static final double MASK_SHARE = 0.25;

    /** What a collective among the ranks of one tensor-parallel group takes at least. */
    public double collectiveFloorSeconds(int ranks) {
        double share = Math.min(ranks, MACHINE_RANKS) / (double) MACHINE_RANKS;
        return waitSeconds * share * share;
    }

    /** Launches of one kernel record on a card: layers that are one record here may be several kernels there. */
    int launches(Kernel kernel) {
        return switch (kernel) {
            case Attention _ -> attention.forwardLaunches();
            case AttentionGradient _ -> attention.backwardLaunches();
            case CrossEntropy _ -> loss.forwardLaunches();
            case PartLargest _, PartSums _ -> (loss.forwardLaunches() + 1) / FORWARD_PARTS;
            case CrossEntropyGradient _, PartGradient _ -> loss.backwardLaunches();
            case MixedKernel mixed -> launches(mixed.computed());
            case MatrixKernel _,
                    AttentionBiasGradient _,
                    RotaryKernel _,
                    PositionBiasKernel _,
                    RoutingKernel _,
                    DenseLossKernel _,
                    MoveKernel _,
                    ReductionKernel _,
                    SoftmaxKernel _,
                    ConvolutionKernel _,
                    PoolingKernel _,
                    NormalizationKernel _,
                    ElementwiseKernel _,
                    IndexKernel _,
                    UpdateKernel _,
                    HostKernel _,
                    CollectiveKernel _,
                    PartLoss _,
                    PlannedKernel _ -> 1;
        };
    }

    /** Launches the host pays for: what a step does once with all parameters takes a few, a fused dropout has none. */
    int hostLaunches(Kernel kernel) {
        return ofAllParameters(kernel) || isFused(kernel) ? 0 : launches(kernel);
    }

    /** Updates, gradients set to zero, and masters rounded to what layers read. */
    private static boolean ofAllParameters(Kernel kernel) {
        Kernel computed = MixedKernel.computed(kernel);
        return computed instanceof UpdateKernel
                || computed instanceof ElementwiseKernel.Zero
                || computed instanceof ElementwiseKernel.Cast;
    }

    double trafficBytes(Kernel kernel) {
        return kernel.trafficBytes() * passes(kernel);
    }

    private double passes(Kernel kernel) {
        return switch (kernel) {
            case CrossEntropy _ -> loss.forward();
            case PartLargest _, PartSums _ -> Math.max(1, loss.forward() / FORWARD_PARTS);
            case CrossEntropyGradient _, PartGradient _ -> loss.backward();
            case ElementwiseKernel.Dropout dropout -> isFused(dropout) ? MASK_SHARE : 1;
            case MixedKernel mixed -> passes(mixed.computed());
            case MatrixKernel _,
                    AttentionKernel _,
                    RotaryKernel _,
                    PositionBiasKernel _,
                    RoutingKernel _,
                    DenseLossKernel _,
                    MoveKernel _,
                    ReductionKernel _,
                    SoftmaxKernel _,
                    ConvolutionKernel _,
                    PoolingKernel _,
                    NormalizationKernel _,
                    ElementwiseKernel _,
                    IndexKernel _,
                    UpdateKernel _,
                    HostKernel _,
                    CollectiveKernel _,
                    PartLoss _,
                    PlannedKernel _ -> 1;
        };
    }

    private boolean isFused(Kernel kernel) {
        return fusedDropout && MixedKernel.computed(kernel) instanceof ElementwiseKernel.Dropout;
    }

    /** Bytes of unfused attention: the probabilities again and again, and the operands once more as they are rearranged. */
    double unfusedBytes(AttentionKernel kernel) {
        double probabilities = kernel.shape().probabilities().bytes();
        double passes = kernel instanceof Attention ? attention.forward() : attention.backward();
        return passes * probabilities + 2 * (kernel.trafficBytes() - probabilities);
    }
}
