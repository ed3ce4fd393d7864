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
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.tensor.DataType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times from a data sheet, by the roofline (Williams et al. 2009): a kernel takes what the slower of its arithmetic and
 * its memory traffic takes, plus the time to start it, and no less than its host needs to launch it.
 *
 * <p>Matrix products, convolutions and attention run at the peak of their data type (fp32 without TF32) times the share
 * that the best measured matrix product reaches; everything else on the fp32 units. An {@link Efficiency} says how much
 * of all that software reaches. Nothing is cached between kernels and no workspace is needed, so memory is an estimate.
 * The fingerprint names card and efficiency alone: catalogs of one card agree.
 */
public final class AnalyticCatalog implements KernelCatalog {
    /** Matrix units take 16-bit operands in groups of 8. */
    private static final long ALIGNED_ELEMENTS = 8;

    private final DeviceModel device;
    private final Efficiency efficiency;
    private final Map<Kernel, KernelCost> costs = new ConcurrentHashMap<>();

    /** The card as its data sheet describes it. */
    public AnalyticCatalog(DeviceModel device) {
        this(device, Efficiency.DATA_SHEET);
    }

    public AnalyticCatalog(DeviceModel device, Efficiency efficiency) {
        this.device = device;
        this.efficiency = efficiency;
    }

    /** @throws IllegalArgumentException if the device does not compute in the kernel's data type */
    @Override
    public KernelCost cost(Kernel kernel) {
        return costs.computeIfAbsent(kernel, this::roofline);
    }

    @Override
    public String fingerprint() {
        return efficiency.name() + " " + device.name();
    }

    private KernelCost roofline(Kernel kernel) {
        double onDevice = efficiency.launches(kernel) * efficiency.startSeconds() + work(kernel);
        double onHost = efficiency.hostLaunches(kernel) * efficiency.hostLaunchSeconds();
        return new KernelCost(0, Math.max(onHost, onDevice), true);
    }

    private double work(Kernel kernel) {
        double arithmetic = kernel.flops() / arithmeticRate(kernel);
        double bytesPerSecond = device.memoryBandwidth().rate() * efficiency.memoryShare();
        return MixedKernel.computed(kernel) instanceof AttentionKernel attention && !efficiency.fusedAttention()
                ? arithmetic + unfusedBytes(attention, kernel) / bytesPerSecond
                : Math.max(arithmetic, efficiency.trafficBytes(kernel) / bytesPerSecond);
    }

    private double unfusedBytes(AttentionKernel attention, Kernel kernel) {
        double halves = kernel instanceof MixedKernel mixed
                ? (double) mixed.type().bytes() / attention.type().bytes()
                : 1;
        return efficiency.unfusedBytes(attention) * halves;
    }

    private double arithmeticRate(Kernel kernel) {
        double rate = peak(arithmeticType(kernel)).rate() * device.matmulShare() * efficiency.productShare();
        return unaligned(kernel) ? rate * efficiency.unalignedShare() : rate;
    }

    private static boolean unaligned(Kernel kernel) {
        return MixedKernel.computed(kernel) instanceof MatrixKernel.MatMul product
                && arithmeticType(kernel).half()
                && (product.m() % ALIGNED_ELEMENTS | product.n() % ALIGNED_ELEMENTS | product.k() % ALIGNED_ELEMENTS)
                        != 0;
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
            case MixedKernel mixed -> onMatrixUnits(mixed.computed()) ? mixed.type() : DataType.FLOAT32;
        };
    }

    private static boolean onMatrixUnits(Kernel kernel) {
        return kernel instanceof MatrixKernel.MatMul
                || kernel instanceof MatrixKernel.BatchMatMul
                || kernel instanceof ConvolutionKernel
                || kernel instanceof AttentionKernel
                || (kernel instanceof PlannedKernel planned && planned.product());
    }

    private static DataType resultType(MatrixKernel kernel) {
        return switch (kernel) {
            case MatrixKernel.MatMul product -> product.type();
            case MatrixKernel.BatchMatMul product -> product.type();
            case MatrixKernel.SumRows _, MatrixKernel.Transpose _ -> DataType.FLOAT32;
        };
    }

    private FlopsPerSecond peak(DataType type) {
        // What a worker on this machine is nominally good for, it is in every type.
        FlopsPerSecond found = device.peak().get(device.virtual() ? DataType.FLOAT32 : type);
        if (found == null) {
            throw new IllegalArgumentException(device.name() + " does not compute in "
                    + type.name().toLowerCase(Locale.ROOT) + "; choose another data type or device.");
        }
        return found;
    }
}
