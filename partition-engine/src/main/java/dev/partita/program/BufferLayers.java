package dev.partita.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layer each buffer of a device is there for: the first that touches it. What the optimizer keeps for a parameter
 * belongs to the layer of its weight.
 */
public final class BufferLayers {
    private final Map<Integer, String> layers = new HashMap<>();

    private BufferLayers() {}

    public static BufferLayers of(Program program, DeviceProgram device) {
        BufferLayers owners = new BufferLayers();
        List<Segment> segments = program.segments().stream()
                .filter(segment -> segment.mesh().equals(device.mesh()))
                .toList();
        segments.stream().filter(segment -> segment.kind().perMicrobatch()).forEach(owners::add);
        for (ParameterBinding binding : device.parameters()) {
            String layer = owners.of(binding.weight());
            owners.layers.putIfAbsent(binding.gradient(), layer);
            owners.layers.put(binding.master(), layer);
            binding.state().forEach(state -> owners.layers.put(state, layer));
        }
        return owners;
    }

    private void add(Segment segment) {
        for (Step step : segment.steps()) {
            step.buffers().forEach(buffer -> layers.putIfAbsent(buffer, step.layer()));
            layers.putIfAbsent(step.workspace(), step.layer());
        }
    }

    /** The id of the layer; empty for what serves the step as a whole. */
    public String of(int buffer) {
        return layers.getOrDefault(buffer, "");
    }
}
