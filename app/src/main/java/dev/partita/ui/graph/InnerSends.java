package dev.partita.ui.graph;

import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.program.LayerCosts;
import dev.partita.program.LayerCosts.Connection;
import dev.partita.quantity.Human;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is sent between layers whose wires are not drawn, because a card stands for all of them or a block for others. */
final class InnerSends {
    static final Sends NONE = new Sends("", List.of());

    /**
     * What is sent inside a box.
     *
     * @param text empty where nothing is
     * @param blocks those of a run that receive from another one
     */
    record Sends(String text, List<Integer> blocks) {}

    private final Texts texts;
    private final GraphState state;
    private final Map<Box, Sends> known = new HashMap<>();

    InnerSends(Texts texts, GraphState state) {
        this.texts = texts;
        this.state = state;
        texts.messages().subscribe(known::clear);
        state.picture.subscribe(known::clear);
        state.costs.subscribe(known::clear);
    }

    Sends of(Box box) {
        LayerCosts costs = state.costs.get().orElse(null);
        boolean allDrawn = box.frame() && !(box.part() instanceof Part.Run);
        return costs == null || allDrawn || box.layers().size() < 2
                ? NONE
                : known.computeIfAbsent(box, any -> find(box, costs));
    }

    private Sends find(Box box, LayerCosts costs) {
        PartTree tree = state.picture.get().orElseThrow().graph().tree();
        Map<String, Integer> blockOf = blocks(box);
        List<Connection> sending = new ArrayList<>();
        TreeSet<Integer> receiving = new TreeSet<>();
        for (String id : box.layers()) {
            for (Port port : tree.layer(id).map(Layer::inputs).orElse(List.of())) {
                Connection connection = new Connection(port, id);
                Integer from = blockOf.get(port.layer());
                Integer to = blockOf.get(id);
                boolean drawn = box.frame() && to != null && to.equals(from) && to == box.shownBlock();
                if (from != null && to != null && !drawn && costs.sentBytes(List.of(connection)) > 0) {
                    sending.add(connection);
                    if (!from.equals(to)) {
                        receiving.add(to);
                    }
                }
            }
        }
        long ports = sending.stream().map(Connection::port).distinct().count();
        return ports == 0
                ? NONE
                : new Sends(
                        texts.now("graph.sends_inside", ports, Human.bytes(costs.sentBytes(sending))),
                        List.copyOf(receiving));
    }

    /** The block of each layer in a box; one for all where it is no run. */
    private static Map<String, Integer> blocks(Box box) {
        Map<String, Integer> blockOf = new HashMap<>();
        for (int block = 0; block < box.cells(); block++) {
            for (String layer : box.cellLayers(block)) {
                blockOf.put(layer, block);
            }
        }
        return blockOf;
    }
}
