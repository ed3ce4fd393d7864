package dev.partita.ui.document;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
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
    private final ReadOnlyObjectWrapper<Optional<DeviceLink>> link = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<OptionalInt> task = new SimpleObjectProperty<>(OptionalInt.empty());
    private final ObjectProperty<Double> cursorSeconds = new SimpleObjectProperty<>(Double.NaN);
    private final ObjectProperty<String> scope = new SimpleObjectProperty<>("");
    private final ObjectProperty<String> tab = new SimpleObjectProperty<>("");
    private final ReadOnlyObjectWrapper<Set<String>> revealed = new ReadOnlyObjectWrapper<>(Set.of());

    public Selection() {
        device.subscribe(chosen -> {
            if (chosen.isPresent()) {
                link.set(Optional.empty());
            }
        });
    }

    /** Ids of the selected layers in the order of selection; never scopes. */
    public ReadOnlyObjectProperty<Set<String>> layers() {
        return layers.getReadOnlyProperty();
    }

    public void select(Collection<String> layerIds) {
        link.set(Optional.empty());
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

    /** The link that is looked at; another device or other layers end that. */
    public ReadOnlyObjectProperty<Optional<DeviceLink>> link() {
        return link.getReadOnlyProperty();
    }

    /** Selects a link in place of a device. */
    public void select(DeviceLink chosen) {
        device.set(OptionalInt.empty());
        link.set(Optional.of(chosen));
    }

    /** A task of the program, by number. */
    public ObjectProperty<OptionalInt> task() {
        return task;
    }

    /** The part of the model that fills the canvas; empty for all of it. */
    public ObjectProperty<String> scope() {
        return scope;
    }

    /** The name of the tab that is open, such as {@code timeline}. */
    public ObjectProperty<String> tab() {
        return tab;
    }

    /** Where the time cursor stands in the step; NaN while there is none. */
    public ObjectProperty<Double> cursorSeconds() {
        return cursorSeconds;
    }
}
