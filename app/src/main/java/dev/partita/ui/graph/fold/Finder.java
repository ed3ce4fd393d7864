package dev.partita.ui.graph.fold;

import dev.partita.graph.Layer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds layers by words, each of which must be part of the layer's id or operator, or name one of its devices. */
public final class Finder {
    private final PartTree tree;
    private final Function<String, ? extends Collection<String>> deviceNames;

    /** @param deviceNames the names of the devices that a layer is on, by layer id */
    public Finder(PartTree tree, Function<String, ? extends Collection<String>> deviceNames) {
        this.tree = tree;
        this.deviceNames = deviceNames;
    }

    /** The layers in graph order; none for a blank query. */
    public List<Layer> find(String query) {
        List<String> words = Stream.of(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty()
                ? List.of()
                : tree.graph().layers().stream()
                        .filter(layer -> words.stream().allMatch(word -> matches(layer, word)))
                        .toList();
    }

    private boolean matches(Layer layer, String word) {
        return layer.id().toLowerCase(Locale.ROOT).contains(word)
                || layer.operator().kind().toLowerCase(Locale.ROOT).contains(word)
                || deviceNames.apply(layer.id()).contains(word);
    }
}
