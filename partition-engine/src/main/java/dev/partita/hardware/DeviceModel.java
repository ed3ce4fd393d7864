package dev.partita.hardware;

import dev.partita.quantity.Bytes;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.tensor.DataType;
import java.util.Map;

/**
 * A kind of device.
 *
 * @param capacity memory a program may use, editable; for catalogue cards what the driver leaves of the printed size
 * @param peak dense peak rate by data type (never the figure "with sparsity"); a missing type is not supported
 * @param matmulShare share of the peak that the best measured matrix product reaches
 * @param virtual true for a worker on this machine with an arena of {@code capacity}
 */
public record DeviceModel(
        String name,
        Bytes capacity,
        BytesPerSecond memoryBandwidth,
        Map<DataType, FlopsPerSecond> peak,
        double matmulShare,
        boolean virtual) {
    /** Between the measured shares of A100 (87 %), H100 (80 %) and B200 (78 %): for cards nobody measured. */
    public static final double USUAL_MATMUL_SHARE = 0.8;

    public DeviceModel {
        peak = Map.copyOf(peak);
        if (!(matmulShare > 0 && matmulShare <= 1)) {
            throw new IllegalArgumentException(
                    "A share of the peak lies in 0 to 1, 0 excluded, found " + matmulShare + " for " + name + ".");
        }
    }

    /** A device whose matrix products nobody measured. */
    public DeviceModel(
            String name,
            Bytes capacity,
            BytesPerSecond memoryBandwidth,
            Map<DataType, FlopsPerSecond> peak,
            boolean virtual) {
        this(name, capacity, memoryBandwidth, peak, USUAL_MATMUL_SHARE, virtual);
    }

    /** This device with another amount of memory. */
    public DeviceModel withCapacity(Bytes changed) {
        return new DeviceModel(name, changed, memoryBandwidth, peak, matmulShare, virtual);
    }
}
