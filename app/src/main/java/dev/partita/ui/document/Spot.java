package dev.partita.ui.document;

import dev.partita.graph.Port;
import java.util.List;
import java.util.Optional;

/**
 * Where a new layer comes to.
 *
 * @param scope the path that it lies in; empty at the top
 * @param from the output that it reads
 * @param readers inputs that read it from then on
 */
public record Spot(String scope, Optional<Port> from, List<Input> readers) {
    /** One input of a layer. */
    public record Input(String layer, int number) {}

    public Spot {
        readers = List.copyOf(readers);
    }

    /** In a scope, connected to nothing. */
    public static Spot in(String scope) {
        return new Spot(scope, Optional.empty(), List.of());
    }
}
