package dev.partita.program;

import dev.partita.profile.Profile;
import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.Persistent;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StepDraft;
import dev.partita.program.Draft.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives every byte of one device a place. From the bottom of the arena: what persists; the frames, one per microbatch in
 * flight, holding what a stage keeps for backward; the rings of what is sent and received; and one scratch region that
 * the segments share, since a device computes one at a time.
 *
 * <p>How many slots a ring needs is read off the compute lane's order. What crosses a link gets one slot more, so that
 * the link can work while the other slots are in use; {@code ample} gives such rings a slot per microbatch, which is
 * the way out should a reuse edge ever close a cycle.
 */
final class MemoryPlanner {
    private record FrameKey(int stage, int slots) {}

    private final DeviceDraft device;
    private final Loops loops;
    private final Profile profile;
    private final KernelCosts costs;
    private final CompileOptions options;
    private final boolean ample;
    /** By the step itself. */
    private final Map<StepDraft, Integer> workspaceIds = new IdentityHashMap<>();

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<BufferKind, Long> bytesByKind = new EnumMap<>(BufferKind.class);
    private long end;
    private long lastByte;

    MemoryPlanner(
            DeviceDraft device,
            Loops loops,
            Profile profile,
            KernelCosts costs,
            CompileOptions options,
            boolean ample) {
        this.device = device;
        this.loops = loops;
        this.profile = profile;
        this.costs = costs;
        this.options = options;
        this.ample = ample;
        persistent();
        rings();
        scratch();
    }

    DeviceProgram program(
            List<ParameterBinding> parameters, List<StateBinding> states, List<DeviceProgram.LossBuffer> losses) {
        long counted = bytesByKind.values().stream().mapToLong(Long::longValue).sum();
        return new DeviceProgram(
                device.mesh, buffers, lastByte, bytesByKind, lastByte - counted, parameters, states, losses);
    }

    int id(Reference reference) {
        return switch (reference) {
            case Reference.OfValue(Value value) -> value.buffer;
            case Reference.OfWeight _, Reference.OfGradient _, Reference.OfLoss _, Reference.OfPersistent _ ->
                Objects.requireNonNull(device.persistent.get(reference), reference::toString).buffer;
        };
    }

    int workspace(StepDraft step) {
        return workspaceIds.getOrDefault(step, Step.NO_WORKSPACE);
    }

    int slots(Value value) {
        return buffers.get(value.buffer).slots();
    }

    // ---- persistent ----------------------------------------------------------------------------------------------

    private void persistent() {
        for (BufferKind kind : BufferKind.values()) {
            for (Persistent wanted : device.persistent.values()) {
                if (wanted.kind == kind) {
                    wanted.buffer = buffers.size();
                    place(wanted.name, kind, Buffer.Scope.PERSISTENT, wanted.bytes, end, 1, wanted.bytes);
                    end += padded(wanted.bytes);
                }
            }
        }
    }

    // ---- rings ---------------------------------------------------------------------------------------------------

    private void rings() {
        Map<FrameKey, List<Value>> frames = new LinkedHashMap<>();
        RingSlots ringSlots = new RingSlots(loops, device.device, ample);
        int alone = -2; // rings outside frames: a key of their own each
        for (Value value : values()) {
            if (!value.scratch()) {
                int stage =
                        kind(value) == BufferKind.ACTIVATIONS && value.writer != null ? value.writer.stage : alone--;
                frames.computeIfAbsent(new FrameKey(stage, ringSlots.of(value)), key -> new ArrayList<>())
                        .add(value);
            }
        }
        frames.forEach((key, members) -> frame(members, key.slots()));
    }

    /** Places values of equal slot count side by side and repeats the whole per slot. */
    private void frame(List<Value> members, int slots) {
        long stride = 0;
        for (Value value : members) {
            stride += padded(value.bytes);
        }
        long offset = end;
        for (Value value : members) {
            value.buffer = buffers.size();
            place(value.name, kind(value), Buffer.Scope.RING, value.bytes, offset, slots, stride);
            offset += padded(value.bytes);
        }
        end += Math.multiplyExact(stride, (long) slots);
    }

    private static BufferKind kind(Value value) {
        boolean kept = value.usedIn(SegmentKind.FORWARD)
                && (value.usedIn(SegmentKind.BACKWARD) || value.usedIn(SegmentKind.WEIGHT_GRADIENT));
        return kept || !value.crossesLink() ? BufferKind.ACTIVATIONS : BufferKind.COMMUNICATION;
    }

    /** Every value of this device in the order of its first appearance. */
    private Set<Value> values() {
        Set<Value> found = new LinkedHashSet<>();
        loops.segments(device.device).forEach(segment -> found.addAll(segment.values));
        found.addAll(loops.crossing(device.device));
        return found;
    }

    // ---- scratch -------------------------------------------------------------------------------------------------

    private void scratch() {
        long region = end;
        long top = region;
        for (SegmentDraft segment : loops.segments(device.device)) {
            List<ScratchItem> items = ScratchItem.of(segment, costs);
            long[] offsets = ScratchPacking.offsets(items.stream()
                    .map(item -> new ScratchPacking.Request(padded(item.bytes()), item.firstStep(), item.lastStep()))
                    .toList());
            for (int i = 0; i < offsets.length; i++) {
                top = Math.max(top, place(items.get(i), region + offsets[i]));
            }
        }
        bytesByKind.merge(BufferKind.WORKSPACE, top - region, Long::sum);
        end = top;
    }

    /** Places one scratch buffer and returns its end. */
    private long place(ScratchItem item, long offset) {
        switch (item.owner()) {
            case ScratchItem.Owner.OfValue(Value value) -> value.buffer = buffers.size();
            case ScratchItem.Owner.OfStep(StepDraft step) -> workspaceIds.put(step, buffers.size());
        }
        buffers.add(new Buffer(
                buffers.size(),
                item.name(),
                BufferKind.WORKSPACE,
                Buffer.Scope.SCRATCH,
                item.bytes(),
                offset,
                1,
                item.bytes()));
        lastByte = Math.max(lastByte, offset + item.bytes());
        return offset + item.bytes();
    }

    // ---- all -----------------------------------------------------------------------------------------------------

    private void place(
            String name, BufferKind kind, Buffer.Scope scope, long bytes, long offset, int slots, long stride) {
        buffers.add(new Buffer(buffers.size(), name, kind, scope, bytes, offset, slots, stride));
        bytesByKind.merge(kind, Math.multiplyExact(bytes, (long) slots), Long::sum);
        lastByte = Math.max(lastByte, offset + Math.multiplyExact(stride, slots - 1L) + bytes);
    }

    private long padded(long bytes) {
        long alignment = profile.alignmentBytes();
        return Math.addExact(bytes, options.guardBytes() + alignment - 1) / alignment * alignment;
    }
}
