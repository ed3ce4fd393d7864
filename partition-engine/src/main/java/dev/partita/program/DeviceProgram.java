package dev.partita.program;

import dev.partita.sharding.Mesh;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One device's share of a program: its memory to the byte and what it computes in which order. The devices of a mesh
 * have equal shares.
 *
 * @param arenaBytes bytes to reserve: the end of the last buffer
 * @param bytesByKind sums over buffers and slots; scratch counts as the region its buffers share
 * @param paddingBytes what alignment adds: arenaBytes less the sum of {@code bytesByKind}
 * @param states what layers keep from step to step beside their parameters
 * @param losses the doubles in which each device adds up losses
 */
public record DeviceProgram(
        Mesh mesh,
        List<Buffer> buffers,
        long arenaBytes,
        Map<BufferKind, Long> bytesByKind,
        long paddingBytes,
        List<ParameterBinding> parameters,
        List<StateBinding> states,
        List<LossBuffer> losses) {
    public DeviceProgram {
        buffers = List.copyOf(buffers);
        bytesByKind = Map.copyOf(bytesByKind);
        parameters = List.copyOf(parameters);
        states = List.copyOf(states);
        losses = List.copyOf(losses);
    }

    /**
     * A double in which losses are added up.
     *
     * @param copies how many ranks of the mesh add up the same
     */
    public record LossBuffer(int buffer, int copies) {}

    /** The first device of the mesh. */
    public int device() {
        return mesh.devices().getFirst();
    }

    /** All devices with this share. */
    public List<Integer> devices() {
        return mesh.devices();
    }

    public long bytes(BufferKind kind) {
        return bytesByKind.getOrDefault(kind, 0L);
    }

    /** Id of the buffer of what gradients are multiplied by before the update: one float; none where they are not. */
    public OptionalInt clipFactor() {
        return buffers.stream()
                .filter(buffer -> buffer.name().equals(UpdateLowering.CLIP_FACTOR))
                .mapToInt(Buffer::id)
                .findFirst();
    }
}
