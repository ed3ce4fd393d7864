package dev.partita.ui.document;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What is selected, in all views at once. */
public final class Selection {
    private final ReadOnlyObjectWrapper<Set<String>> layers = new ReadOnlyObjectWrapper<>(Set.of());
    private final ObjectProperty<OptionalInt> device = new SimpleObjectProperty<>(OptionalInt.empty());
    private final ObjectProperty<OptionalInt> task = new SimpleObjectProperty<>(OptionalInt.empty());
    private final ObjectProperty<Double> cursorSeconds = new SimpleObjectProperty<>(Double.NaN);
    private final ReadOnlyObjectWrapper<Set<String>> revealed = new ReadOnlyObjectWrapper<>(Set.of());

    /** Ids of the selected layers in the order of selection; never scopes. */
    public ReadOnlyObjectProperty<Set<String>> layers() {
        return layers.getReadOnlyProperty();
    }

    public void select(Collection<String> layerIds) {
        layers.set(java.util.Collections.unmodifiableSet(new LinkedHashSet<>(layerIds)));
    }

    /** Selects layers and asks the graph to show them. */
    public void reveal(Collection<String> layerIds) {
        select(layerIds);
        revealed.set(Set.of());
        revealed.set(layers.get());
    }

    /** The layers that the graph was last asked to bring into view. */
    public ReadOnlyObjectProperty<Set<String>> revealed() {
        return revealed.getReadOnlyProperty();
    }

    public ObjectProperty<OptionalInt> device() {
        return device;
    }

    /** A task of the program, by number. */
    public ObjectProperty<OptionalInt> task() {
        return task;
    }

    /** Where the time cursor stands in the step; NaN while there is none. */
    public ObjectProperty<Double> cursorSeconds() {
        return cursorSeconds;
    }
}
