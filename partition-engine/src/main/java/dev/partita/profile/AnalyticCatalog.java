package dev.partita.profile;

import dev.partita.hardware.DeviceModel;
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
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.tensor.DataType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times from a data sheet, by the roofline (Williams et al. 2009): a kernel takes what the slower of its arithmetic and
 * its memory traffic takes, plus the time to launch it.
 *
 * <p>Matrix products, convolutions and attention run at the peak of their data type (fp32 without TF32) times the share
 * that the best measured matrix product reaches; everything else on the fp32 units. Nothing is cached between kernels
 * and no workspace is needed, so memory is an estimate and small products come out too fast. The fingerprint names the
 * card alone: catalogs of one card agree.
 */
public final class AnalyticCatalog implements KernelCatalog {
    /** Time before a kernel's first instruction; what a tiny layer costs at least. */
    static final double LAUNCH_SECONDS = 7e-6;

    /** Share of the printed memory bandwidth that long streams reach, as published for A100. */
    static final double MEMORY_SHARE = 0.9;

    private final DeviceModel device;
    private final Map<Kernel, KernelCost> costs = new ConcurrentHashMap<>();

    public AnalyticCatalog(DeviceModel device) {
        this.device = device;
    }

    /** @throws IllegalArgumentException if the device does not compute in the kernel's data type */
    @Override
    public KernelCost cost(Kernel kernel) {
        return costs.computeIfAbsent(kernel, this::roofline);
    }

    @Override
    public String fingerprint() {
        return "analytic " + device.name();
    }

    private KernelCost roofline(Kernel kernel) {
        double arithmetic = kernel.flops() / (peak(arithmeticType(kernel)).rate() * device.matmulShare());
        double traffic = kernel.trafficBytes() / (device.memoryBandwidth().rate() * MEMORY_SHARE);
        return new KernelCost(0, LAUNCH_SECONDS + Math.max(arithmetic, traffic), true);
    }

    private static DataType arithmeticType(Kernel kernel) {
        return switch (kernel) {
            case MatrixKernel matrix -> resultType(matrix);
            case ConvolutionKernel convolution -> convolution.shape().type();
            case AttentionKernel attention -> attention.type();
            case RotaryKernel _, PositionBiasKernel _, RoutingKernel _ -> DataType.FLOAT32;
            case PoolingKernel _,
                    NormalizationKernel _,
                    ElementwiseKernel _,
                    IndexKernel _,
                    LossKernel _,
                    DenseLossKernel _,
                    MoveKernel _,
                    ReductionKernel _,
                    SoftmaxKernel _,
                    UpdateKernel _,
                    HostKernel _,
                    CollectiveKernel _,
                    PlannedKernel _ -> DataType.FLOAT32;
        };
    }

    private static DataType resultType(MatrixKernel kernel) {
        return switch (kernel) {
            case MatrixKernel.MatMul product -> product.type();
            case MatrixKernel.BatchMatMul product -> product.type();
            case MatrixKernel.SumRows _, MatrixKernel.Transpose _ -> DataType.FLOAT32;
        };
    }

    private FlopsPerSecond peak(DataType type) {
        FlopsPerSecond found = device.peak().get(type);
        if (found == null) {
            throw new IllegalArgumentException(device.name() + " does not compute in "
                    + type.name().toLowerCase(Locale.ROOT) + "; choose another data type or device.");
        }
        return found;
    }
}
