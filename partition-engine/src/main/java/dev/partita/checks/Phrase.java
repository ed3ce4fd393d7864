package dev.partita.checks;

import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.LayerPatterns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists in sentences. */
final class Phrase {
    private static final int SHOWN = 3;

    private Phrase() {}

    /** {@code 1 layer}, {@code 12 layers}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code a}, {@code a and b}, {@code a, b, c and 4 more}. */
    static String list(List<String> names) {
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(SHOWN, names.size())));
        if (names.size() > SHOWN) {
            shown.add((names.size() - SHOWN) + " more");
        }
        if (shown.size() == 1) {
            return shown.getFirst();
        }
        return String.join(", ", shown.subList(0, shown.size() - 1)) + " and " + shown.getLast();
    }

    /** Layers by the scopes and ranges that cover them. */
    static String layers(ModelGraph graph, Collection<String> layers) {
        return list(LayerPatterns.of(graph, layers));
    }

    /** Devices in ascending order, neighbours as a range: {@code gpu:0 and gpu:2 to gpu:7}. */
    static String devices(List<Integer> devices) {
        List<String> ranges = new ArrayList<>();
        for (int start = 0; start < devices.size(); ) {
            int end = start;
            while (end + 1 < devices.size() && devices.get(end + 1) == devices.get(end) + 1) {
                end++;
            }
            String first = Cluster.deviceName(devices.get(start));
            ranges.add(end == start ? first : first + " to " + Cluster.deviceName(devices.get(end)));
            start = end + 1;
        }
        return list(ranges);
    }
}
