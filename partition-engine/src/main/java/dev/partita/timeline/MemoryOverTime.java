package dev.partita.timeline;

import dev.partita.program.Buffer;
import dev.partita.program.BufferKind;
import dev.partita.program.BufferLayers;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * What of a device's memory holds something at each moment of a step. <em>Reserved</em> is the arena, which stays the
 * same throughout. <em>Live</em> is the part of it that some task will still read: weights, gradients and optimizer state
 * always; a microbatch's copy in a ring from the first task that touches it to the last; a segment's scratch, as it is at
 * the segment's worst step, while the segment runs. Live never exceeds reserved; the difference is slots that wait for
 * their next microbatch, scratch of other segments, and alignment.
 */
public final class MemoryOverTime {
    private final int device;
    private final long reservedBytes;
    private final List<Lives.Group> groups;
    private final BufferLayers layers;
    /** Moments at which something changes, ascending; the first is 0. */
    private final double[] seconds;
    /** By kind: bytes from each moment on. */
    private final Map<BufferKind, long[]> bytes = new EnumMap<>(BufferKind.class);

    private MemoryOverTime(Timeline timeline, DeviceProgram device) {
        Program program = timeline.program();
        this.device = device.device();
        this.reservedBytes =
                Math.addExact(device.arenaBytes(), program.profile().overheadBytes());
        this.groups = Lives.of(timeline, device);
        this.layers = BufferLayers.of(program, device);
        this.seconds = moments();
        for (BufferKind kind : BufferKind.values()) {
            bytes.put(kind, new long[seconds.length]);
        }
        groups.forEach(this::add);
    }

    /** @throws IllegalArgumentException if the device owns no layers */
    public static MemoryOverTime of(Timeline timeline, int device) {
        return new MemoryOverTime(timeline, timeline.program().device(device));
    }

    private double[] moments() {
        return groups.stream()
                .flatMapToDouble(
                        group -> DoubleStream.concat(Arrays.stream(group.starts()), Arrays.stream(group.ends())))
                .filter(Double::isFinite)
                .sorted()
                .distinct()
                .toArray();
    }

    private void add(Lives.Group group) {
        Map<BufferKind, Long> each = new EnumMap<>(BufferKind.class);
        group.buffers().forEach(buffer -> each.merge(buffer.kind(), buffer.bytes(), Math::addExact));
        int[] change = new int[seconds.length + 1];
        for (int i = 0; i < group.starts().length; i++) {
            if (group.starts()[i] < group.ends()[i]) {
                change[index(group.starts()[i])]++;
                change[index(group.ends()[i])]--;
            }
        }
        each.forEach((kind, one) -> {
            long[] total = series(kind);
            int alive = 0;
            for (int i = 0; i < total.length; i++) {
                alive += change[i];
                total[i] = Math.addExact(total[i], alive * one);
            }
        });
    }

    private int index(double moment) {
        return Double.isInfinite(moment) ? seconds.length : Arrays.binarySearch(seconds, moment);
    }

    private long[] series(BufferKind kind) {
        return Objects.requireNonNull(bytes.get(kind));
    }

    public int device() {
        return device;
    }

    /** The arena and what the runtime itself takes. */
    public long reservedBytes() {
        return reservedBytes;
    }

    /** How many moments there are at which something changes. */
    public int size() {
        return seconds.length;
    }

    /** The moment with this number; what is live stays the same until the next. */
    public double seconds(int moment) {
        return seconds[moment];
    }

    public long liveBytes(int moment, BufferKind kind) {
        return series(kind)[moment];
    }

    public long liveBytes(int moment) {
        return bytes.values().stream().mapToLong(series -> series[moment]).sum();
    }

    /** The last moment that is not after the given time. */
    public int momentAt(double time) {
        int found = Arrays.binarySearch(seconds, time);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** The first moment at which most bytes are live. */
    public int peak() {
        int peak = 0;
        for (int moment = 1; moment < seconds.length; moment++) {
            if (liveBytes(moment) > liveBytes(peak)) {
                peak = moment;
            }
        }
        return peak;
    }

    /** What is live from a moment on, largest first. */
    public List<LiveTensor> tensors(int moment) {
        List<LiveTensor> live = new ArrayList<>();
        for (Lives.Group group : groups) {
            int copies = group.aliveAt(seconds[moment]);
            if (copies > 0) {
                group.buffers().forEach(buffer -> live.add(tensor(buffer, copies)));
            }
        }
        live.sort(Comparator.comparingLong(LiveTensor::bytes).reversed().thenComparing(LiveTensor::name));
        return live;
    }

    private LiveTensor tensor(Buffer buffer, int copies) {
        return new LiveTensor(
                buffer.name(), buffer.kind(), layers.of(buffer.id()), copies, Math.multiplyExact(buffer.bytes(), (long)
                        copies));
    }
}
