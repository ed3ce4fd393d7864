package dev.partita.ui.graph;

import dev.partita.graph.Layer;
import dev.partita.graph.Parameter;
import dev.partita.quantity.Human;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.text.Texts;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What stands on boxes, in the language in force. */
final class BoxTexts {
    private final Texts texts;
    private volatile Map<String, Parameter> parameters = Map.of();
    private volatile Map<String, Layer> layers = Map.of();
    private final Map<String, String> details = new ConcurrentHashMap<>();

    BoxTexts(Texts texts) {
        this.texts = texts;
        texts.messages().subscribe(ignored -> details.clear());
    }

    void read(PartTree tree) {
        parameters = tree.graph().parameters().stream().collect(Collectors.toMap(Parameter::name, found -> found));
        layers = tree.graph().layers().stream().collect(Collectors.toMap(Layer::id, found -> found));
        details.clear();
    }

    String name(Box box) {
        return name(box.part());
    }

    String name(Part part) {
        return switch (part) {
            case Part.Single single -> single.name();
            case Part.Scope scope -> scope.name();
            case Part.Run run -> texts.now("graph.run", run.name());
        };
    }

    /** An unfolded run is called after the block that stands for it. */
    String shown(Part.Run run, int block) {
        return texts.now("graph.shown", name(run), run.blocks().get(block).name());
    }

    /** The second line: operator and sizes, or how much is inside. */
    String detail(Box box) {
        return details.computeIfAbsent(box.id(), id -> detail(box.part()));
    }

    private String detail(Part part) {
        return switch (part) {
            case Part.Single(Layer layer) -> detail(layer);
            case Part.Scope scope -> texts.now("graph.inside", scope.layers().size(), count(scope.layers()));
            case Part.Run run -> {
                Part.Scope first = run.blocks().getFirst();
                yield texts.now("graph.inside_each", first.layers().size(), count(first.layers()));
            }
        };
    }

    private String detail(Layer layer) {
        String kind = layer.operator().kind();
        if (layer.parameters().isEmpty()) {
            return kind;
        }
        Parameter first = parameters.get(layer.parameters().getFirst());
        if (first == null) {
            return kind; // a picture about to be replaced, of a layer that the graph no longer has
        }
        return kind + " · " + first.shape() + " · " + count(Set.of(layer.id()));
    }

    /** Parameters of some layers, shared ones once. */
    String count(Collection<String> layerIds) {
        Set<String> names = new TreeSet<>();
        for (String id : layerIds) {
            Layer layer = layers.get(id);
            if (layer != null) {
                names.addAll(layer.parameters());
            }
        }
        long elements = names.stream()
                .map(parameters::get)
                .filter(Objects::nonNull)
                .mapToLong(found -> found.shape().elements())
                .sum();
        return Human.count(elements);
    }
}
