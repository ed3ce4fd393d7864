package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.sharding.Mesh;
import java.util.List;

/** A maximal run of layers on one mesh whose contraction keeps the graph acyclic; stages are numbered in flow order. */
public record Stage(int index, Mesh mesh, List<Layer> layers) {
    public Stage {
        layers = List.copyOf(layers);
    }

    /** The first device of the mesh, which stands for all: they do the same, each with its part. */
    public int device() {
        return mesh.devices().getFirst();
    }
}
