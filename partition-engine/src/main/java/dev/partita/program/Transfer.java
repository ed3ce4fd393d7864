package dev.partita.program;

/**
 * A message from one device's buffer to another's: it occupies the sender's send lane and the receiver's receive lane.
 *
 * @param loop its number among the loops of {@link TaskGraph}
 * @param sourceBuffer id on {@code from}
 * @param targetBuffer id on {@code to}
 * @param perMicrobatch true if it happens once per microbatch, false if once per step
 * @param seconds latency + bytes / bandwidth of the declared link
 */
public record Transfer(
        int loop,
        String name,
        int from,
        int to,
        int sourceBuffer,
        int targetBuffer,
        long bytes,
        boolean perMicrobatch,
        double seconds) {}
