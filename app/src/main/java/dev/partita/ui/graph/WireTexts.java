package dev.partita.ui.graph;

import dev.partita.graph.GraphProblem;
import dev.partita.graph.Port;
import dev.partita.program.CollectiveUse;
import dev.partita.program.LayerCosts.Connection;
import dev.partita.quantity.Human;
import dev.partita.tensor.TensorSpec;
import dev.partita.ui.document.CollectiveTexts;
import dev.partita.ui.graph.fold.Wire;
import dev.partita.ui.text.Texts;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What stands on wires; each text is made once until the graph, its costs or the language change. */
final class WireTexts {
    private final Texts texts;
    private final GraphState state;
    private final Map<Wire, String> shapes = new IdentityHashMap<>();
    private final Map<Wire, String> faults = new IdentityHashMap<>();
    private final Map<Wire, String> conversions = new IdentityHashMap<>();
    private final Map<Wire, String> sent = new IdentityHashMap<>();

    WireTexts(Texts texts, GraphState state) {
        this.texts = texts;
        this.state = state;
        texts.messages().subscribe(this::forget);
        state.picture.subscribe(this::forget);
        state.shapes.subscribe(this::forget);
        state.costs.subscribe(this::forget);
        state.problems.subscribe(this::forget);
        state.divided.subscribe(this::forget);
    }

    private void forget() {
        shapes.clear();
        sent.clear();
        faults.clear();
        conversions.clear();
    }

    /** What is converted on the way from how a tensor is written to how it is read; empty where nothing is. */
    String conversion(Wire wire) {
        return conversions.computeIfAbsent(wire, any -> {
            List<CollectiveUse> uses = conversions(wire);
            CollectiveTexts names = new CollectiveTexts(texts);
            return uses.stream()
                    .max(Comparator.comparingLong(CollectiveUse::bytes))
                    .map(most -> {
                        String name = names.names(List.of(most));
                        long bytes = CollectiveTexts.bytes(uses);
                        String text = bytes == 0 ? name : texts.now("graph.conversion", name, Human.bytes(bytes));
                        return uses.size() == 1 ? text : texts.now("graph.more", text, uses.size() - 1);
                    })
                    .orElse("");
        });
    }

    private List<CollectiveUse> conversions(Wire wire) {
        return state.divided.get().conversions(wire.connections());
    }

    /** The same with axes, bytes and times. */
    String conversionDetails(Wire wire) {
        return new CollectiveTexts(texts).lines(conversions(wire));
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

    /** What is wrong with what arrives, up to where the sentence advises; empty where nothing is. */
    String fault(Wire wire) {
        return faults.computeIfAbsent(
                wire,
                any -> state.problems.get().stream()
                        .filter(problem ->
                                wire.connections().stream().anyMatch(connection -> concerns(problem, connection)))
                        .findFirst()
                        .map(problem ->
                                problem.message().in(texts.language().get()).split("[;；]", 2)[0])
                        .orElse(""));
    }

    private boolean concerns(GraphProblem problem, Connection connection) {
        return problem.layer().equals(connection.reader())
                && state.picture
                        .get()
                        .flatMap(picture -> picture.graph().tree().layer(problem.layer()))
                        .filter(layer -> layer.inputs().get(problem.input()).equals(connection.port()))
                        .isPresent();
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
