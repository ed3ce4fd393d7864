package dev.partita.graph;

import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Brings layers into an order of computation that keeps to the drawing's order wherever it can: Kahn's algorithm, always
 * taking the earliest layer that is free. An order that is one already stays as it is.
 */
final class LayerOrder {
    private static final int SHOWN = 5;

    private LayerOrder() {}

    /** @throws InvalidGraph if connections close a cycle, which the message shows, or lead to no layer */
    static List<Layer> of(List<Layer> layers) {
        Map<String, Integer> positions = new HashMap<>();
        layers.forEach(layer -> positions.put(layer.id(), positions.size()));
        int[] waiting = new int[layers.size()];
        List<List<Integer>> readers = new ArrayList<>();
        layers.forEach(layer -> readers.add(new ArrayList<>()));
        for (int reader = 0; reader < layers.size(); reader++) {
            for (Port port : layers.get(reader).inputs()) {
                if (!port.open()) {
                    readers.get(producer(positions, layers.get(reader), port)).add(reader);
                    waiting[reader]++;
                }
            }
        }
        List<Layer> ordered = ordered(layers, waiting, readers);
        if (ordered.size() < layers.size()) {
            throw new InvalidGraph(Sentence.of("engine.draw.cycle", cycle(layers, positions, waiting)));
        }
        return ordered;
    }

    private static int producer(Map<String, Integer> positions, Layer reader, Port port) {
        Integer found = positions.get(port.layer());
        if (found == null) {
            throw new InvalidGraph(Sentence.of("engine.draw.no_source", reader.id(), port));
        }
        return found;
    }

    private static List<Layer> ordered(List<Layer> layers, int[] waiting, List<List<Integer>> readers) {
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                free.add(i);
            }
        }
        List<Layer> ordered = new ArrayList<>();
        while (!free.isEmpty()) {
            int next = free.remove();
            ordered.add(layers.get(next));
            for (int reader : readers.get(next)) {
                if (--waiting[reader] == 0) {
                    free.add(reader);
                }
            }
        }
        return ordered;
    }

    /** Walks back through layers that still wait until one comes again. */
    private static String cycle(List<Layer> layers, Map<String, Integer> positions, int[] waiting) {
        int at = 0;
        while (waiting[at] == 0) {
            at++;
        }
        List<Integer> way = new ArrayList<>();
        while (!way.contains(at)) {
            way.add(at);
            at = layers.get(at).inputs().stream()
                    .filter(port -> !port.open())
                    .map(port -> positions.getOrDefault(port.layer(), -1))
                    .filter(producer -> producer >= 0 && waiting[producer] > 0)
                    .findFirst()
                    .orElseThrow();
        }
        List<Integer> round = way.subList(way.indexOf(at), way.size()).reversed();
        StringBuilder text = new StringBuilder();
        round.stream().limit(SHOWN).forEach(i -> text.append(layers.get(i).id()).append(" -> "));
        return text
                + (round.size() > SHOWN ? "... -> " : "")
                + layers.get(round.getFirst()).id();
    }
}
