package dev.partita.hardware;

import dev.partita.quantity.Bytes;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.Seconds;

/** A connection between two devices: bandwidth in one direction and the time before the first byte arrives. */
public record Link(BytesPerSecond bandwidth, Seconds latency) {
    /** Point-to-point time of a message: latency + bytes / bandwidth. */
    public Seconds transferTime(Bytes bytes) {
        return latency.plus(bytes.over(bandwidth));
    }
}
