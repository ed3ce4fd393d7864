package dev.partita.ui.graph.fold;

import dev.partita.graph.Port;
import dev.partita.program.LayerCosts.Connection;
import java.util.List;

/** All connections from one box to another. */
public record Wire(Box from, Box to, List<Connection> connections) {
    public Wire {
        connections = List.copyOf(connections);
    }

    /** The outputs that are read, each once. */
    public List<Port> ports() {
        return connections.stream().map(Connection::port).distinct().toList();
    }
}
