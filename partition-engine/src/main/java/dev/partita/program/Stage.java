package dev.partita.program;

import dev.partita.graph.Layer;
import java.util.List;

/** A maximal run of layers on one device whose contraction keeps the graph acyclic; stages are numbered in flow order. */
public record Stage(int index, int device, List<Layer> layers) {
    public Stage {
        layers = List.copyOf(layers);
    }
}
