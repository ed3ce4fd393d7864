package dev.partita.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stages numbered in flow order.
 *
 * @param devices of every stage
 * @param readers of every stage: the stages that read from it, all with higher numbers
 */
public record Pipeline(List<Integer> devices, List<List<Integer>> readers, int microbatches) {
    public Pipeline {
        devices = List.copyOf(devices);
        readers = readers.stream().map(List::copyOf).toList();
    }

    int stages() {
        return devices.size();
    }

    /** The stages of every device, in flow order; devices in the order in which the flow comes to them. */
    Map<Integer, List<Integer>> owned() {
        Map<Integer, List<Integer>> owned = new LinkedHashMap<>();
        for (int stage = 0; stage < stages(); stage++) {
            owned.computeIfAbsent(devices.get(stage), device -> new ArrayList<>())
                    .add(stage);
        }
        return owned;
    }

    /** For every stage the number of stages behind it on the longest way to an end of the pipeline. */
    int[] depthBelow() {
        int[] depth = new int[stages()];
        for (int stage = stages() - 1; stage >= 0; stage--) {
            for (int reader : readers.get(stage)) {
                depth[stage] = Math.max(depth[stage], depth[reader] + 1);
            }
        }
        return depth;
    }
}
