package dev.partita.hardware;

import java.util.ArrayList;
import java.util.List;

/** Many devices in few words, as commands take them: {@code gpu:0..3,gpu:8}. */
public final class DeviceRanges {
    private DeviceRanges() {}

    public static String of(List<Integer> devices) {
        List<String> ranges = new ArrayList<>();
        for (int start = 0; start < devices.size(); ) {
            int end = start;
            while (end + 1 < devices.size() && devices.get(end + 1) == devices.get(end) + 1) {
                end++;
            }
            String first = Cluster.deviceName(devices.get(start));
            ranges.add(start == end ? first : first + ".." + devices.get(end));
            start = end + 1;
        }
        return String.join(",", ranges);
    }
}
