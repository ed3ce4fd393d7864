package dev.partita.program;

import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.OnceTransfer;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.Draft.ValueTransfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Numbers everything that happens: segments first, then transfers; and fixes the order of every device's compute lane.
 * Task numbers follow: loop by loop, turn by turn.
 */
final class Loops {
    final List<SegmentDraft> segments = new ArrayList<>();
    final List<ValueTransfer> valueTransfers;
    final List<OnceTransfer> onceTransfers;
    final Map<SegmentDraft, Integer> loopOf = new IdentityHashMap<>();
    private final Map<Integer, List<SegmentDraft>> segmentsOf = new HashMap<>();
    private final Map<Integer, Set<Value>> crossing = new HashMap<>();
    final Map<Integer, List<LaneOrder.Turn>> computeLanes = new HashMap<>();
    final int[] firstTask;
    final int microbatches;

    Loops(StepLowering step, UpdateLowering update, Map<Integer, List<LaneOrder.Turn>> orders, int microbatches) {
        this.microbatches = microbatches;
        this.valueTransfers = step.transfers;
        this.onceTransfers = update.transfers;
        for (ValueTransfer transfer : valueTransfers) {
            crossing(transfer.source());
            crossing(transfer.target());
        }
        for (StageDraft stage : step.stages) {
            add(stage.forward);
            add(stage.backward);
            if (stage.splitsBackward()) {
                add(stage.weightGradient);
            }
        }
        for (DeviceDraft device : update.devices.values()) {
            List<LaneOrder.Turn> lane = new ArrayList<>();
            List<LaneOrder.Turn> after = new ArrayList<>();
            for (SegmentKind kind : SegmentKind.values()) {
                SegmentDraft segment = device.once.get(kind);
                if (segment != null) {
                    add(segment);
                    (kind == SegmentKind.BEGIN ? lane : after).add(new LaneOrder.Turn(segment, 0));
                }
            }
            lane.addAll(orders.getOrDefault(device.device, List.of()));
            lane.addAll(after);
            computeLanes.put(device.device, lane);
        }
        firstTask = new int[segments.size() + valueTransfers.size() + onceTransfers.size() + 1];
        for (int loop = 0; loop + 1 < firstTask.length; loop++) {
            firstTask[loop + 1] = Math.addExact(firstTask[loop], turns(loop));
        }
    }

    private void add(SegmentDraft segment) {
        loopOf.put(segment, segments.size());
        segments.add(segment);
        segmentsOf.computeIfAbsent(segment.device, device -> new ArrayList<>()).add(segment);
    }

    private void crossing(Value value) {
        crossing.computeIfAbsent(value.device, device -> new LinkedHashSet<>()).add(value);
    }

    /** The segments of one device in loop order. */
    List<SegmentDraft> segments(int device) {
        return segmentsOf.getOrDefault(device, List.of());
    }

    /** What one device sends or receives, in the order of the transfers. */
    Set<Value> crossing(int device) {
        return crossing.getOrDefault(device, Set.of());
    }

    private int turns(int loop) {
        boolean perMicrobatch = loop < segments.size()
                ? segments.get(loop).kind.perMicrobatch()
                : loop < segments.size() + valueTransfers.size();
        return perMicrobatch ? microbatches : 1;
    }

    int loop(SegmentDraft segment) {
        return Objects.requireNonNull(loopOf.get(segment));
    }

    int valueTransferLoop(int index) {
        return segments.size() + index;
    }

    int onceTransferLoop(int index) {
        return segments.size() + valueTransfers.size() + index;
    }

    int task(LaneOrder.Turn turn) {
        return firstTask[loop(turn.segment())] + turn.microbatch();
    }

    List<LaneOrder.Turn> lane(int device) {
        return computeLanes.getOrDefault(device, List.of());
    }
}
