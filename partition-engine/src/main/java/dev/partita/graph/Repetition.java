package dev.partita.graph;

import dev.partita.operator.ParameterSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block as a chain of equal ones. The stream that runs through the chain enters at the first value the block reads
 * from outside and leaves at its last output that layers outside read, or nobody does.
 */
final class Repetition {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(0|[1-9]\\d{0,5})");

    private final List<Layer> all;
    private final String stem;
    private final int first;
    private final int count;
    private final List<Layer> block;

    Repetition(List<Layer> layers, GraphEdit.Repeat repeat) {
        Matcher path = NUMBERED.matcher(repeat.scope());
        if (!path.matches()) {
            throw new InvalidGraph(Sentence.of("engine.draw.repeat_path", repeat.scope()));
        }
        all = layers;
        stem = path.group(1);
        first = Integer.parseInt(path.group(2));
        count = repeat.count();
        block = layers.stream()
                .filter(layer -> layer.id().startsWith(repeat.scope() + "/"))
                .toList();
        if (block.isEmpty()) {
            throw new InvalidGraph(Sentence.of("engine.draw.no_scope", repeat.scope()));
        }
        if (count < 2 || (long) count * block.size() + layers.size() > GraphDraft.MOST_LAYERS) {
            throw new InvalidGraph(Sentence.of(
                    "engine.draw.repeat_count",
                    block.size(),
                    (GraphDraft.MOST_LAYERS - layers.size()) / block.size(),
                    count));
        }
    }

    /** All layers with the copies behind the block. */
    List<Layer> layers() {
        Set<String> inside = new LinkedHashSet<>();
        block.forEach(layer -> inside.add(layer.id()));
        Port entry = entry(inside);
        Port exit = exit(inside);
        Port last = at(exit, count - 1);
        List<Layer> next = new ArrayList<>();
        for (Layer layer : all) {
            next.add(inside.contains(layer.id()) ? layer : reading(layer, exit, last));
            if (layer == block.getLast()) {
                for (int copy = 1; copy < count; copy++) {
                    next.addAll(copied(inside, entry, at(exit, copy - 1), copy));
                }
            }
        }
        return next;
    }

    private Port entry(Set<String> inside) {
        return block.stream()
                .flatMap(layer -> layer.inputs().stream())
                .filter(port -> !port.open() && !inside.contains(port.layer()))
                .findFirst()
                .orElse(Port.OPEN);
    }

    private Port exit(Set<String> inside) {
        Set<Port> readInside = new LinkedHashSet<>();
        Set<Port> readOutside = new LinkedHashSet<>();
        for (Layer layer : all) {
            (inside.contains(layer.id()) ? readInside : readOutside).addAll(layer.inputs());
        }
        for (Layer layer : block.reversed()) {
            Port output = Port.of(layer.id());
            if (readOutside.contains(output) || !readInside.contains(output)) {
                return output;
            }
        }
        throw new InvalidGraph(Sentence.of("engine.draw.repeat_exit", stem, first));
    }

    private String path(String id, int copy) {
        return stem + (first + copy) + id.substring((stem + first).length());
    }

    private Port at(Port port, int copy) {
        return new Port(path(port.layer(), copy), port.output());
    }

    private static Layer reading(Layer layer, Port before, Port after) {
        return new Layer(
                layer.id(),
                layer.operator(),
                layer.inputs().stream()
                        .map(port -> port.equals(before) ? after : port)
                        .toList(),
                layer.parameters());
    }

    private List<Layer> copied(Set<String> inside, Port entry, Port stream, int copy) {
        Map<String, String> parameters = new HashMap<>();
        for (Layer layer : block) {
            for (ParameterSpec spec : layer.operator().parameters()) {
                parameters.put(GraphDraft.own(layer.id(), spec), GraphDraft.own(path(layer.id(), copy), spec));
            }
        }
        List<Layer> copies = new ArrayList<>();
        for (Layer layer : block) {
            List<Port> inputs = layer.inputs().stream()
                    .map(port -> port.open()
                            ? port
                            : inside.contains(port.layer()) ? at(port, copy) : port.equals(entry) ? stream : port)
                    .toList();
            List<String> names = layer.parameters().stream()
                    .map(parameter -> parameters.getOrDefault(parameter, parameter))
                    .toList();
            copies.add(new Layer(path(layer.id(), copy), layer.operator(), inputs, names));
        }
        return copies;
    }
}
