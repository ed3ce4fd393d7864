package dev.partita.program;

import java.util.List;
import java.util.Map;

/**
 * One device's share of a program: its memory to the byte and what it computes in which order.
 *
 * @param arenaBytes bytes to reserve: the end of the last buffer
 * @param bytesByKind sums over buffers and slots; scratch counts as the region its buffers share
 * @param paddingBytes what alignment adds: arenaBytes less the sum of {@code bytesByKind}
 * @param states what layers keep from step to step beside their parameters
 * @param lossBuffers ids of the doubles in which this device adds up losses
 */
public record DeviceProgram(
        int device,
        List<Buffer> buffers,
        long arenaBytes,
        Map<BufferKind, Long> bytesByKind,
        long paddingBytes,
        List<ParameterBinding> parameters,
        List<StateBinding> states,
        List<Integer> lossBuffers) {
    public DeviceProgram {
        buffers = List.copyOf(buffers);
        bytesByKind = Map.copyOf(bytesByKind);
        parameters = List.copyOf(parameters);
        states = List.copyOf(states);
        lossBuffers = List.copyOf(lossBuffers);
    }

    public long bytes(BufferKind kind) {
        return bytesByKind.getOrDefault(kind, 0L);
    }
}
