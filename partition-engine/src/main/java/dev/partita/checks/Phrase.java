package dev.partita.checks;

import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.LayerPatterns;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Layers, devices and what is done with them, as parts of sentences. */
final class Phrase {
    private static final int SHOWN = 3;

    private Phrase() {}

    /** {@code a}, {@code a and b}, {@code a, b, c and 4 more}. */
    static Listing list(List<?> names) {
        return Listing.and(names, SHOWN);
    }

    /** Lists in a list: {@code a; b and c}. */
    static Listing groups(List<Listing> groups) {
        return new Listing(Listing.Kind.FINDINGS, List.copyOf(groups), SHOWN);
    }

    /** Layers by the scopes and ranges that cover them. */
    static Listing layers(ModelGraph graph, Collection<String> layers) {
        return list(LayerPatterns.of(graph, layers));
    }

    /** Devices in ascending order, neighbours as a range: {@code gpu:0 and gpu:2 to gpu:7}. */
    static Listing devices(List<Integer> devices) {
        List<Object> ranges = new ArrayList<>();
        for (int start = 0; start < devices.size(); ) {
            int end = start;
            while (end + 1 < devices.size() && devices.get(end + 1) == devices.get(end) + 1) {
                end++;
            }
            String first = Cluster.deviceName(devices.get(start));
            ranges.add(
                    end == start
                            ? first
                            : Sentence.of("engine.list.range", first, Cluster.deviceName(devices.get(end))));
            start = end + 1;
        }
        return list(ranges);
    }

    static Sentence splitEvenly(int devices) {
        return Sentence.of("engine.fix.split_evenly", devices);
    }

    static Sentence move(List<String> patterns, int layers, int device) {
        return Sentence.of("engine.fix.move", list(patterns), layers, Cluster.deviceName(device));
    }
}
