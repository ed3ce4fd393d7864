package dev.partita.ui.graph;

import dev.partita.graph.Port;
import dev.partita.quantity.Human;
import dev.partita.tensor.TensorSpec;
import dev.partita.ui.graph.fold.Wire;
import dev.partita.ui.text.Texts;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What stands on wires; each text is made once until the graph, its costs or the language change. */
final class WireTexts {
    private final Texts texts;
    private final GraphState state;
    private final Map<Wire, String> shapes = new IdentityHashMap<>();
    private final Map<Wire, String> sent = new IdentityHashMap<>();

    WireTexts(Texts texts, GraphState state) {
        this.texts = texts;
        this.state = state;
        texts.messages().subscribe(this::forget);
        state.picture.subscribe(this::forget);
        state.shapes.subscribe(this::forget);
        state.costs.subscribe(this::forget);
    }

    private void forget() {
        shapes.clear();
        sent.clear();
    }

    /** The shape of the tensor; of several, the first and how many more there are. */
    String shape(Wire wire) {
        return shapes.computeIfAbsent(wire, any -> {
            List<Port> ports = wire.ports();
            List<TensorSpec> specs =
                    state.shapes.get().getOrDefault(ports.getFirst().layer(), List.of());
            int output = ports.getFirst().output();
            if (output >= specs.size()) {
                return "";
            }
            String shape = specs.get(output).shape().toString();
            return ports.size() == 1 ? shape : texts.now("graph.more", shape, ports.size() - 1);
        });
    }

    /** What a microbatch sends along the wire; empty where both ends are on one device. */
    String sent(Wire wire) {
        return sent.computeIfAbsent(wire, any -> {
            long bytes = state.costs
                    .get()
                    .map(costs -> costs.sentBytes(wire.connections()))
                    .orElse(0L);
            return bytes == 0 ? "" : texts.now("graph.send", Human.bytes(bytes));
        });
    }
}
