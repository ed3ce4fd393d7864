package dev.partita.ui.document;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.GraphShapes;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.NewLayer;
import dev.partita.graph.Paths;
import dev.partita.graph.Port;
import dev.partita.operator.Operator;
import dev.partita.operator.QuickText;
import dev.partita.operator.ShapeMismatch;
import dev.partita.plan.Edit;
import dev.partita.plan.Insertion;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Adds layers that are named in a few words, from the canvas and from the list beside it. */
public final class LayerAdding {
    private final Document document;
    private final Notices notices;

    public LayerAdding(Document document, Notices notices) {
        this.document = document;
        this.notices = notices;
    }

    /** The output that a new layer reads: that of the layer which is selected alone, if it is known. */
    public Optional<Port> behindSelection() {
        List<String> selected = List.copyOf(document.selection().layers().get());
        return selected.size() == 1
                ? Optional.of(Port.of(selected.getFirst())).filter(port -> shapes().at(port) != null)
                : Optional.empty();
    }

    /** The shapes of the model as it is drawn now, which may be wrong in places. */
    public GraphShapes shapes() {
        return document.shapes(document.plan().get());
    }

    private ModelGraph graph() {
        return document.plan().get().graph();
    }

    /**
     * Adds the layer that a text such as {@code Conv 64 3x3} means, reading an output if one is given, and selects it.
     *
     * @return whether there is such a layer
     */
    public boolean add(String text, Optional<Port> from) {
        String scope = from.map(port -> Paths.parent(port.layer())).orElse("");
        return add(text, new Spot(scope, from, List.of()));
    }

    /**
     * Adds the layer that a text means at a place and selects it; what comes between others lies on a device at once.
     *
     * @return whether there is such a layer
     */
    public boolean add(String text, Spot spot) {
        Optional<TensorSpec> arriving = spot.from().flatMap(port -> Optional.ofNullable(shapes().at(port)));
        try {
            Operator operator = QuickText.parse(text, arriving);
            String name = operator.kind().toLowerCase(Locale.ROOT);
            String id = Paths.free(graph(), spot.scope().isEmpty() ? name : spot.scope() + "/" + name);
            Optional<Port> read = spot.from().filter(port -> operator.inputCount() > 0);
            NewLayer layer = new NewLayer(id, operator, read.stream().toArray(Port[]::new));
            boolean added = document.send(edit(layer, spot));
            if (added) {
                document.selection().reveal(List.of(id));
            }
            return added;
        } catch (ShapeMismatch refused) {
            notices.fail(refused);
            return false;
        }
    }

    private Edit edit(NewLayer layer, Spot spot) {
        GraphEdit add = new GraphEdit.Add(List.of(layer), spot.from().map(Port::layer));
        if (spot.readers().isEmpty()) {
            return new Edit.Draw(add);
        }
        List<GraphEdit> changes = new ArrayList<>(List.of(add));
        spot.readers()
                .forEach(reader ->
                        changes.add(new GraphEdit.Connect(reader.layer(), reader.number(), Port.of(layer.id()))));
        return Insertion.of(document.planName(), document.plan().get().placement(), graph(), changes);
    }
}
