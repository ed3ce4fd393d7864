package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.tensor.TensorSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each layer costs in one step of a program: seconds of kernels over all microbatches, update included, bytes that
 * are there for it, and what is sent to its readers on other devices.
 */
public final class LayerCosts {
    /** The costs of no program at all. */
    public static final LayerCosts NONE = new LayerCosts(Map.of());

    private record Message(Port port, int to) {}

    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<String, Integer> devices = new HashMap<>();
    private final Map<String, List<TensorSpec>> shapes;

    private LayerCosts(Map<String, List<TensorSpec>> shapes) {
        this.shapes = shapes;
    }

    private LayerCosts(Program program) {
        this(MixedPrecision.shapes(program.plan()));
        for (Stage stage : program.stages()) {
            stage.layers().forEach(layer -> devices.put(layer.id(), stage.device()));
        }
        addSeconds(program);
        for (DeviceProgram device : program.devices()) {
            LayerBytes held = new LayerBytes(program, device);
            program.plan()
                    .graph()
                    .layers()
                    .forEach(layer -> bytes.merge(layer.id(), held.of(layer.id()), Math::addExact));
        }
    }

    public static LayerCosts of(Program program) {
        return new LayerCosts(program);
    }

    private void addSeconds(Program program) {
        Map<String, String> readers = readers(program.plan().graph());
        for (Segment segment : program.segments()) {
            int turns = program.tasks().turns(segment.loop());
            for (Step step : segment.steps()) {
                String layer = readers.getOrDefault(step.layer(), step.layer());
                seconds.merge(layer, turns * step.seconds(), Double::sum);
            }
        }
    }

    /** The first reader of each parameter, whose update counts as the layer's. */
    private static Map<String, String> readers(ModelGraph graph) {
        Map<String, String> readers = new HashMap<>();
        for (Layer layer : graph.layers()) {
            layer.parameters().forEach(parameter -> readers.putIfAbsent(parameter, layer.id()));
        }
        return readers;
    }

    /** Seconds of some layers' kernels in one step. */
    public double seconds(Collection<String> layers) {
        return layers.stream()
                .mapToDouble(layer -> seconds.getOrDefault(layer, 0.0))
                .sum();
    }

    /** Bytes that all devices keep for some layers. */
    public long bytes(Collection<String> layers) {
        return layers.stream().mapToLong(layer -> bytes.getOrDefault(layer, 0L)).reduce(0, Math::addExact);
    }

    /** Bytes per microbatch that these connections send forward; readers on one device share a message. */
    public long sentBytes(Collection<Connection> connections) {
        Set<Message> messages = new HashSet<>();
        long total = 0;
        for (Connection connection : connections) {
            Integer from = devices.get(connection.port().layer());
            Integer to = devices.get(connection.reader());
            if (from != null && to != null && !from.equals(to) && messages.add(new Message(connection.port(), to))) {
                total = Math.addExact(total, spec(connection.port()).bytes());
            }
        }
        return total;
    }

    private TensorSpec spec(Port port) {
        return shapes.getOrDefault(port.layer(), List.of()).get(port.output());
    }

    /** A layer that reads an output of another. */
    public record Connection(Port port, String reader) {}
}
