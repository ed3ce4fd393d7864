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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

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
    private final CompileOptions options;
    private final boolean ample;
    private final Map<String, Integer> persistentIds = new HashMap<>();
    /** Buffers of values and of steps' workspaces, by the draft itself. */
    private final Map<Object, Integer> ids = new IdentityHashMap<>();

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<BufferKind, Long> bytesByKind = new EnumMap<>(BufferKind.class);
    private long end;
    private long lastByte;

    MemoryPlanner(DeviceDraft device, Loops loops, Profile profile, CompileOptions options, boolean ample) {
        this.device = device;
        this.loops = loops;
        this.profile = profile;
        this.options = options;
        this.ample = ample;
        persistent();
        rings();
        scratch();
    }

    DeviceProgram program(List<ParameterBinding> parameters, List<Integer> losses) {
        long counted = bytesByKind.values().stream().mapToLong(Long::longValue).sum();
        return new DeviceProgram(device.device, buffers, lastByte, bytesByKind, lastByte - counted, parameters, losses);
    }

    int id(Reference reference) {
        return switch (reference) {
            case Reference.OfValue(Value value) -> id(value);
            case Reference.OfWeight(String parameter) -> id(UpdateLowering.weightName(parameter));
            case Reference.OfGradient(String parameter) -> id(UpdateLowering.gradientName(parameter));
            case Reference.OfLoss(String layer) -> id(UpdateLowering.lossName(layer));
            case Reference.OfPersistent(String name) -> id(name);
        };
    }

    int id(Value value) {
        return Objects.requireNonNull(ids.get(value), value.name);
    }

    int id(String persistentName) {
        return Objects.requireNonNull(persistentIds.get(persistentName), persistentName);
    }

    int workspace(StepDraft step) {
        return ids.getOrDefault(step, Step.NO_WORKSPACE);
    }

    int slots(Value value) {
        return buffers.get(id(value)).slots();
    }

    // ---- persistent ----------------------------------------------------------------------------------------------

    private void persistent() {
        Map<BufferKind, List<Persistent>> byKind = new TreeMap<>();
        device.persistent
                .values()
                .forEach(wanted -> byKind.computeIfAbsent(wanted.kind(), kind -> new ArrayList<>())
                        .add(wanted));
        byKind.values()
                .forEach(list -> list.forEach(wanted -> {
                    persistentIds.put(wanted.name(), buffers.size());
                    place(
                            wanted.name(),
                            wanted.kind(),
                            Buffer.Scope.PERSISTENT,
                            wanted.bytes(),
                            end,
                            1,
                            wanted.bytes());
                    end += padded(wanted.bytes());
                }));
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
        long stride =
                members.stream().mapToLong(value -> padded(value.spec.bytes())).sum();
        long offset = end;
        for (Value value : members) {
            ids.put(value, buffers.size());
            place(value.name, kind(value), Buffer.Scope.RING, value.spec.bytes(), offset, slots, stride);
            offset += padded(value.spec.bytes());
        }
        end += Math.multiplyExact(stride, (long) slots);
    }

    private static BufferKind kind(Value value) {
        boolean backward = value.users.stream().anyMatch(user -> user.kind == SegmentKind.BACKWARD);
        boolean forward = value.users.stream().anyMatch(user -> user.kind == SegmentKind.FORWARD);
        boolean crossesLink = value.sent || value.writer == null;
        return (forward && backward) || !crossesLink ? BufferKind.ACTIVATIONS : BufferKind.COMMUNICATION;
    }

    /** Every value of this device in the order of its first appearance. */
    private Set<Value> values() {
        Set<Value> found = new LinkedHashSet<>();
        for (SegmentDraft segment : segments()) {
            for (StepDraft step : segment.steps) {
                for (Reference operand : step.operands()) {
                    if (operand instanceof Reference.OfValue(Value value)) {
                        found.add(value);
                    }
                }
            }
        }
        loops.valueTransfers.forEach(transfer -> {
            if (transfer.source().device == device.device) {
                found.add(transfer.source());
            }
            if (transfer.target().device == device.device) {
                found.add(transfer.target());
            }
        });
        return found;
    }

    private List<SegmentDraft> segments() {
        return loops.segments.stream()
                .filter(segment -> segment.device == device.device)
                .toList();
    }

    // ---- scratch -------------------------------------------------------------------------------------------------

    private void scratch() {
        long region = end;
        long top = region;
        for (SegmentDraft segment : segments()) {
            List<ScratchItem> items = ScratchItem.of(segment, profile.catalog());
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
        ids.put(item.key(), buffers.size());
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
