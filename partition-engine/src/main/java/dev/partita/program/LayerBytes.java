package dev.partita.program;

import dev.partita.graph.Layer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which layer a device's bytes are there for: what would go if the layer went. Parameters with their gradients and
 * optimizer state belong to the first layer that reads them, rings to the first layer that touches them; scratch is
 * shared and belongs to none.
 */
public final class LayerBytes {
    private final Map<String, Long> bytes = new HashMap<>();

    public LayerBytes(Program program, DeviceProgram device) {
        Map<String, String> readers = new HashMap<>();
        for (Stage stage : program.stages()) {
            if (stage.mesh().equals(device.mesh())) {
                for (Layer layer : stage.layers()) {
                    layer.parameters().forEach(parameter -> readers.putIfAbsent(parameter, layer.id()));
                }
            }
        }
        for (ParameterBinding binding : device.parameters()) {
            Set<Integer> held = new HashSet<>(binding.state());
            held.addAll(List.of(binding.weight(), binding.master(), binding.accumulator(), binding.gradient()));
            held.remove(ParameterBinding.NO_GRADIENT);
            String layer = readers.getOrDefault(binding.parameter().name(), "");
            held.forEach(buffer -> add(layer, device.buffers().get(buffer).bytes()));
        }
        Set<Integer> seen = new HashSet<>();
        for (Segment segment : program.segments()) {
            if (segment.mesh().equals(device.mesh())) {
                segment.steps().forEach(step -> addRings(device, step, seen));
            }
        }
    }

    private void addRings(DeviceProgram device, Step step, Set<Integer> seen) {
        for (int id : step.buffers()) {
            Buffer buffer = device.buffers().get(id);
            if (buffer.scope() == Buffer.Scope.RING && seen.add(id)) {
                add(step.layer(), buffer.bytes() * buffer.slots());
            }
        }
    }

    private void add(String layer, long count) {
        bytes.merge(layer, count, Math::addExact);
    }

    /** Bytes that this device keeps for a layer. */
    public long of(String layer) {
        return bytes.getOrDefault(layer, 0L);
    }
}
