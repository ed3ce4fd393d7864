package dev.partita.loop;

import dev.partita.checkpoint.ParameterParts;
import dev.partita.operator.ParameterSpec;
import dev.partita.program.DeviceProgram;
import dev.partita.program.ParameterBinding;
import dev.partita.program.StateBinding;
import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a device's memory has a stored tensor.
 *
 * @param spec what a rank computes with
 * @param part which part of the tensor that is
 * @param split how ranks that compute with the same divide it among them, in the order of device memory
 */
record Place(int device, int buffer, Mesh owner, ParameterSpec spec, ParameterParts part, FlatSplit split) {
    private static final long ELEMENT_BYTES = 4;

    Place(DeviceProgram share, int rank, ParameterBinding binding, FlatSplit split, int buffer) {
        this(share, rank, binding.layout(), binding.spec(), split, buffer);
    }

    /** Of what a layer keeps beside its parameters, which ranks never divide by ranges. */
    Place(DeviceProgram share, int rank, StateBinding binding) {
        this(
                share,
                rank,
                binding.layout(),
                binding.spec(),
                FlatSplit.whole(binding.spec().shape().elements()),
                binding.buffer());
    }

    private Place(DeviceProgram share, int rank, Layout layout, ParameterSpec spec, FlatSplit split, int buffer) {
        this(
                share.devices().get(rank),
                buffer,
                share.mesh(),
                spec,
                new ParameterParts(layout, share.mesh(), rank, ELEMENT_BYTES),
                split);
    }

    /** Bytes of what the rank computes with. */
    long bytes() {
        return ELEMENT_BYTES * spec.shape().elements();
    }

    /** True if this is where something that ranks divide begins, or if they do not. */
    boolean begins() {
        List<Integer> at = coordinates();
        return split.axes().stream().allMatch(axis -> at.get(axis) == 0);
    }

    /** True if this and another place are ranges of the same. */
    boolean divides(Place other) {
        List<Integer> at = coordinates();
        List<Integer> there = other.coordinates();
        return owner.equals(other.owner)
                && IntStream.range(0, at.size())
                        .allMatch(axis ->
                                split.axes().contains(axis) || at.get(axis).equals(there.get(axis)));
    }

    /** Puts this range into the whole. */
    void copyTo(MemorySegment memory, MemorySegment whole) {
        FlatSplit.Range range = split.range(coordinates());
        MemorySegment.copy(memory, 0, whole, range.first() * ELEMENT_BYTES, range.elements() * ELEMENT_BYTES);
    }

    /** Takes this range of the whole; beyond the end there are zeros. */
    void copyFrom(MemorySegment whole, MemorySegment memory) {
        FlatSplit.Range range = split.range(coordinates());
        memory.fill((byte) 0);
        MemorySegment.copy(whole, range.first() * ELEMENT_BYTES, memory, 0, range.elements() * ELEMENT_BYTES);
    }

    private List<Integer> coordinates() {
        int rank = owner.devices().indexOf(device);
        return IntStream.range(0, owner.axes().size())
                .mapToObj(axis -> owner.coordinate(rank, axis))
                .toList();
    }
}
