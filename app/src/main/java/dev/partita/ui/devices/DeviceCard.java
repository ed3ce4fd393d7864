package dev.partita.ui.devices;

import dev.partita.checks.DeviceMemory;
import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.timeline.LinkUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * One device as it is shown.
 *
 * @param after what a drop or another change that is only being tried would lead to
 */
record DeviceCard(int device, Figures now, Optional<Figures> after) {
    /**
     * What a step means for one device.
     *
     * @param computed false where the plan does not compile, so that nothing is known
     */
    record Figures(boolean computed, DeviceMemory memory, OptionalDouble busy, LinkLoad load, List<LinkUse> links) {
        static Figures of(int device, StepFigures step, DeviceMemory otherwise) {
            return new Figures(
                    step.computed(),
                    step.memory(device).orElse(otherwise),
                    step.busy(device),
                    step.load(device),
                    step.links(device));
        }

        /** What is too much; 0 if it fits. */
        long excessBytes() {
            return Math.max(0, memory.peakBytes() - memory.capacityBytes());
        }

        boolean over() {
            return excessBytes() > 0;
        }
    }

    /**
     * A part of the memory bar.
     *
     * @param kind empty for padding and what the runtime itself takes
     */
    record Share(Optional<BufferKind> kind, long bytes) {}

    /** How much more of one kind there would be; negative for less. */
    record Change(BufferKind kind, long bytes) {}

    static DeviceCard of(int device, Cluster cluster, StepFigures now, Optional<StepFigures> after) {
        DeviceMemory empty = new DeviceMemory(
                Cluster.deviceName(device), 1, cluster.device(device).capacity().count(), 0, Map.of(), 0, 0);
        Figures before = Figures.of(device, now, empty);
        return new DeviceCard(
                device,
                before,
                after.map(step -> Figures.of(device, step, before.memory())).filter(then -> !then.equals(before)));
    }

    String name() {
        return Cluster.deviceName(device);
    }

    /** What the bar shows: the state after the drop while there is one. */
    Figures shown() {
        return after.orElse(now);
    }

    /** The parts of the bar, which add up to the peak. */
    List<Share> shares() {
        DeviceMemory memory = shown().memory();
        List<Share> shares = new ArrayList<>();
        for (BufferKind kind : BufferKind.values()) {
            shares.add(new Share(Optional.of(kind), memory.bytes(kind)));
        }
        shares.add(new Share(Optional.empty(), Math.addExact(memory.paddingBytes(), memory.overheadBytes())));
        return shares;
    }

    /** The kind that changes most; empty if no kind changes. */
    Optional<Change> greatestChange() {
        return after.flatMap(then -> Stream.of(BufferKind.values())
                .map(kind -> new Change(
                        kind, then.memory().bytes(kind) - now.memory().bytes(kind)))
                .filter(change -> change.bytes() != 0)
                .max(Comparator.comparingLong(change -> Math.abs(change.bytes()))));
    }

    /** The kind that takes most. */
    Optional<Change> greatestPart() {
        return Stream.of(BufferKind.values())
                .map(kind -> new Change(kind, shown().memory().bytes(kind)))
                .filter(part -> part.bytes() > 0)
                .max(Comparator.comparingLong(Change::bytes));
    }
}
