package dev.partita.program;

import java.util.List;

/**
 * A message from one device's buffer to another's, or from a mesh to another: it occupies the senders' send lanes and the
 * receivers' receive lanes.
 *
 * @param loop its number among the loops of {@link TaskGraph}
 * @param from the device, or the first of the mesh, that sends
 * @param sourceBuffer id on {@code from}
 * @param targetBuffer id on {@code to}
 * @param perMicrobatch true if it happens once per microbatch, false if once per step
 * @param bytes that the first device sends
 * @param seconds latency of the link + bytes / what the profile says it carries
 * @param flows every device's messages
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
        double seconds,
        List<Flow> flows) {
    public Transfer {
        flows = List.copyOf(flows);
    }
}
