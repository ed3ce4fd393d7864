package dev.partita.ui.document;

import dev.partita.hardware.Cluster;
import dev.partita.plan.Edit;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Rule;
import dev.partita.ui.command.ShellLine;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Layers on their way to a device: by hand from wherever layers are shown, or by keyboard at once. The graph begins a
 * drag (with JavaFX's full press-drag-release gesture), a device card says that the hand is over it, and the drop is one
 * edit. A new layer on its way to the canvas is carried the same way.
 */
public final class LayerDrag {
    /** What is being dragged: layers, and what to call them. */
    public record Load(Set<String> layers, String label) {}

    private final Document document;
    private final ReadOnlyObjectWrapper<Load> load = new ReadOnlyObjectWrapper<>(new Load(Set.of(), ""));
    private final ReadOnlyObjectWrapper<OptionalInt> hovered = new ReadOnlyObjectWrapper<>(OptionalInt.empty());

    private final ReadOnlyObjectWrapper<Optional<String>> newLayer = new ReadOnlyObjectWrapper<>(Optional.empty());

    public LayerDrag(Document document) {
        this.document = document;
    }

    /** What is being dragged; no layers while nothing is. */
    public ReadOnlyObjectProperty<Load> load() {
        return load.getReadOnlyProperty();
    }

    /** The device under the hand while something is dragged. */
    public ReadOnlyObjectProperty<OptionalInt> hovered() {
        return hovered.getReadOnlyProperty();
    }

    /** A layer that does not exist yet, in a few words, on its way to where it is to be drawn. */
    public ReadOnlyObjectProperty<Optional<String>> newLayer() {
        return newLayer.getReadOnlyProperty();
    }

    public void beginNew(String text) {
        newLayer.set(Optional.of(text));
    }

    public boolean active() {
        return !load.get().layers().isEmpty();
    }

    public void begin(Collection<String> layers, String label) {
        load.set(new Load(new LinkedHashSet<>(layers), label));
    }

    /** The hand is over a device: what a drop would lead to is shown as the document's trial. */
    public void hover(int device) {
        if (active()) {
            hovered.set(OptionalInt.of(device));
            document.tryOut(place(load.get().layers(), List.of(device)));
        }
    }

    /** The hand left the device. */
    public void leave() {
        hovered.set(OptionalInt.empty());
        document.endTrial();
    }

    /** Places what is dragged; a drop that is too much for the device is made all the same and becomes a problem. */
    public void drop(int device) {
        if (active()) {
            Set<String> layers = load.get().layers();
            end();
            document.send(place(layers, List.of(device)));
        }
    }

    /** Ends the drag without a drop, as Escape does. */
    public void end() {
        newLayer.set(Optional.empty());
        load.set(new Load(Set.of(), ""));
        leave();
    }

    /** Places layers at once; no device takes them off every device. */
    public boolean send(Collection<String> layers, List<Integer> devices) {
        return !layers.isEmpty() && document.send(place(layers, devices));
    }

    /** The command lines that place layers; no device takes them off every device. */
    public List<ShellLine> lines(Collection<String> layers, List<Integer> devices) {
        String where = devices.isEmpty()
                ? "none"
                : devices.stream().map(Cluster::deviceName).collect(Collectors.joining(","));
        return LayerPatterns.of(document.plan().get().graph(), layers).stream()
                .map(pattern -> CommandTwins.line(document, "place", List.of(pattern, where)))
                .toList();
    }

    /** The edit that places layers, in as few rules as cover them. */
    public Edit place(Collection<String> layers, List<Integer> devices) {
        List<Edit> edits = LayerPatterns.of(document.plan().get().graph(), layers).stream()
                .<Edit>map(pattern -> new Edit.Place(document.planName(), new Rule(pattern, devices)))
                .toList();
        return edits.size() == 1 ? edits.getFirst() : new Edit.Several(edits);
    }
}
