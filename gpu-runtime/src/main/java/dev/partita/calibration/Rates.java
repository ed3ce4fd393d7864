package dev.partita.calibration;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How fast a device is, by its measured kernels.
 *
 * @param flopsPerSecond of the best kernel; empty where none computes enough to tell
 * @param bytesPerSecond of the best kernel that does little but move more bytes than its caches hold
 */
public record Rates(OptionalDouble flopsPerSecond, OptionalDouble bytesPerSecond) {
    private static final double MANY_FLOPS = 1e7;
    private static final long MANY_BYTES = 2L << 20;
    private static final double FEW_FLOPS_PER_BYTE = 2;

    static Rates of(Collection<Measurement> measurements) {
        return new Rates(
                best(measurements, found -> found.flops() >= MANY_FLOPS ? found.flops() : 0),
                best(measurements, found -> moves(found) ? found.trafficBytes() : 0));
    }

    private static boolean moves(Measurement found) {
        return found.trafficBytes() >= MANY_BYTES && found.flops() <= FEW_FLOPS_PER_BYTE * found.trafficBytes();
    }

    private static OptionalDouble best(Collection<Measurement> measurements, ToDoubleFunction<Measurement> amount) {
        return measurements.stream()
                .filter(found -> found.seconds() > 0 && amount.applyAsDouble(found) > 0)
                .mapToDouble(found -> amount.applyAsDouble(found) / found.seconds())
                .max();
    }
}
