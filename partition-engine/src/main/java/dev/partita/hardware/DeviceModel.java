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
 * @param virtual true for a worker on this machine with an arena of {@code capacity}
 */
public record DeviceModel(
        String name,
        Bytes capacity,
        BytesPerSecond memoryBandwidth,
        Map<DataType, FlopsPerSecond> peak,
        boolean virtual) {
    public DeviceModel {
        peak = Map.copyOf(peak);
    }
}
