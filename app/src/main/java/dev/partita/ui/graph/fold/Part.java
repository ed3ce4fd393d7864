package dev.partita.ui.graph.fold;

import dev.partita.graph.Layer;
import java.util.List;

/** A part of the model that can be one box: a layer, a scope, or a run of equal blocks. */
public sealed interface Part {
    /** Unique in the model: the layer's id, the scope's path, or {@code decoder/0..95}. */
    String id();

    /** What people call it where it stands. */
    String name();

    /** Ids of all layers in it, in graph order. */
    List<String> layers();

    /** One layer. */
    record Single(Layer layer) implements Part {
        @Override
        public String id() {
            return layer.id();
        }

        @Override
        public String name() {
            return layer.name();
        }

        @Override
        public List<String> layers() {
            return List.of(layer.id());
        }
    }

    /** Parts that lie in one scope, or that were put together because there are too many to look at. */
    record Scope(String id, String name, List<Part> parts, List<String> layers) implements Part {
        public Scope {
            parts = List.copyOf(parts);
            layers = List.copyOf(layers);
        }
    }

    /** Equal blocks side by side; their layers are equal one by one. */
    record Run(String id, String name, List<Scope> blocks, List<String> layers) implements Part {
        public Run {
            blocks = List.copyOf(blocks);
            layers = List.copyOf(layers);
        }

        /** The layers of some blocks. */
        public List<String> layers(int first, int last) {
            return blocks.subList(first, last + 1).stream()
                    .flatMap(block -> block.layers().stream())
                    .toList();
        }
    }
}
