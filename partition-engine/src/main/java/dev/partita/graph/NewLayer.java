package dev.partita.graph;

import dev.partita.operator.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A layer to be added.
 *
 * @param inputs one per input of the operator, {@link Port#OPEN} where nothing is connected
 * @param shared names of parameters that other layers have, by role; all others are the layer's own
 */
public record NewLayer(String id, Operator operator, List<Port> inputs, Map<String, String> shared) {
    public NewLayer {
        inputs = List.copyOf(inputs);
        shared = Collections.unmodifiableMap(new TreeMap<>(shared));
    }

    /** A layer with parameters of its own; inputs that are not named stay open. */
    public NewLayer(String id, Operator operator, Port... inputs) {
        this(id, operator, filled(operator, inputs), Map.of());
    }

    private static List<Port> filled(Operator operator, Port... inputs) {
        List<Port> filled = new ArrayList<>(List.of(inputs));
        while (filled.size() < operator.inputCount()) {
            filled.add(Port.OPEN);
        }
        return filled;
    }
}
