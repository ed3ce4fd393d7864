package dev.partita.ui.graph;

import dev.partita.graph.GraphProblem;
import dev.partita.program.DividedLayers;
import dev.partita.program.LayerCosts;
import dev.partita.tensor.TensorSpec;
import dev.partita.ui.graph.fold.FoldState;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Viewport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the canvas shows, as properties of the JavaFX thread. Holds no controls and decides nothing. */
final class GraphState {
    final ObjectProperty<Optional<Picture>> picture = new SimpleObjectProperty<>(Optional.empty());
    final ObjectProperty<FoldState> fold = new SimpleObjectProperty<>(FoldState.FOLDED);
    final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(new Viewport(1, 0, 0));
    final ObjectProperty<Placed> placed = new SimpleObjectProperty<>(Placed.NOWHERE);

    /** Where layers would be after the drop that is tried out. */
    final ObjectProperty<Optional<Placed>> trial = new SimpleObjectProperty<>(Optional.empty());

    /** Where layers are in the plan that this one is compared with. */
    final ObjectProperty<Optional<Placed>> compared = new SimpleObjectProperty<>(Optional.empty());

    final ObjectProperty<Optional<LayerCosts>> costs = new SimpleObjectProperty<>(Optional.empty());

    /** How layers are divided, and what is converted on wires. */
    final ObjectProperty<DividedLayers> divided = new SimpleObjectProperty<>(DividedLayers.NONE);

    /** Outputs of every layer for one microbatch. */
    final ObjectProperty<Map<String, List<TensorSpec>>> shapes = new SimpleObjectProperty<>(Map.of());

    /** What keeps layers from being computed. */
    final ObjectProperty<List<GraphProblem>> problems = new SimpleObjectProperty<>(List.of());

    /** Layers that compute at the time cursor. */
    final ObjectProperty<Set<String>> active = new SimpleObjectProperty<>(Set.of());

    final ObjectProperty<ColourBy> colourBy = new SimpleObjectProperty<>(ColourBy.DEVICE);

    /** Whether the table is shown in place of the canvas. */
    final BooleanProperty asTable = new SimpleBooleanProperty();

    /** The device that a brush over layers places them on. */
    final ObjectProperty<OptionalInt> brush = new SimpleObjectProperty<>(OptionalInt.empty());
}
