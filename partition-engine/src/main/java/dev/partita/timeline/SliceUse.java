package dev.partita.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up slices of which no program is known, such as those of another system's trace. */
public final class SliceUse {
    private SliceUse() {}

    /** How each device spends the time between two moments; what waits for a core is not known and counts as busy. */
    public static List<DeviceUse> between(List<Slice> slices, double fromSeconds, double toSeconds) {
        double seconds = toSeconds - fromSeconds;
        Map<Integer, Map<Lane, Intervals>> devices = new TreeMap<>();
        slices.stream()
                .filter(slice -> slice.endSeconds() > fromSeconds && slice.startSeconds() < toSeconds)
                .sorted(Comparator.comparingDouble(Slice::startSeconds))
                .forEach(slice -> devices.computeIfAbsent(slice.device(), key -> new EnumMap<>(Lane.class))
                        .computeIfAbsent(slice.lane(), key -> new Intervals())
                        .add(Math.max(fromSeconds, slice.startSeconds()), Math.min(toSeconds, slice.endSeconds())));
        List<DeviceUse> uses = new ArrayList<>();
        if (seconds > 0) {
            devices.forEach((device, lanes) -> uses.add(use(device, lanes, seconds)));
        }
        return uses;
    }

    private static DeviceUse use(int device, Map<Lane, Intervals> lanes, double seconds) {
        Intervals compute = lanes.getOrDefault(Lane.COMPUTE, new Intervals());
        Intervals moving =
                lanes.getOrDefault(Lane.SEND, new Intervals()).union(lanes.getOrDefault(Lane.RECEIVE, new Intervals()));
        double overlapped = moving.overlapSeconds(compute);
        double busy = compute.totalSeconds();
        double exposed = moving.totalSeconds() - overlapped;
        return new DeviceUse(
                device,
                busy / seconds,
                0,
                exposed / seconds,
                overlapped / seconds,
                Math.max(0, seconds - busy - exposed) / seconds);
    }
}
