package dev.partita.hardware;

import dev.partita.quantity.Bytes;
import java.util.List;

/**
 * Devices that pass parts of a tensor around (Patarasuk and Yuan 2009). All-gather, reduce-scatter and all-to-all take one
 * pass of (n-1)/n of the whole tensor over the slowest hop, an all-reduce two.
 */
public record Ring(int ranks, double latencySeconds, double bytesPerSecond) {

    public static Ring of(List<Integer> devices, Cluster cluster) {
        double latency = 0;
        double bandwidth = Double.POSITIVE_INFINITY;
        for (int i = 0; i < devices.size() && devices.size() > 1; i++) {
            Link link = cluster.link(devices.get(i), devices.get((i + 1) % devices.size()));
            latency = Math.max(latency, link.transferTime(new Bytes(0)).value());
            bandwidth = Math.min(bandwidth, link.bandwidth().rate());
        }
        return new Ring(devices.size(), latency, bandwidth);
    }

    /** Seconds of an all-gather, reduce-scatter or all-to-all of a tensor of so many bytes. */
    public double pass(double bytes) {
        return (ranks - 1) * (latencySeconds + bytes / ranks / bytesPerSecond);
    }

    public double allReduce(double bytes) {
        return 2 * pass(bytes);
    }
}
