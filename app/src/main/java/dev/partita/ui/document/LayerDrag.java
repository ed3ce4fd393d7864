package dev.partita.ui.document;

import dev.partita.hardware.DeviceRanges;
import dev.partita.plan.Edit;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Rule;
import dev.partita.ui.command.ShellLine;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
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

    /** Layers that are to be divided over several devices, as soon as it is chosen how. */
    public record Dividing(Set<String> layers, List<Integer> devices) {}

    private final Document document;
    private final ReadOnlyObjectWrapper<Load> load = new ReadOnlyObjectWrapper<>(new Load(Set.of(), ""));
    private final ReadOnlyObjectWrapper<OptionalInt> hovered = new ReadOnlyObjectWrapper<>(OptionalInt.empty());

    private final ReadOnlyObjectWrapper<Optional<Dividing>> dividing = new ReadOnlyObjectWrapper<>(Optional.empty());
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

    /** What is to be divided; empty while nothing is. */
    public ReadOnlyObjectProperty<Optional<Dividing>> dividing() {
        return dividing.getReadOnlyProperty();
    }

    /** Asks how to divide layers over devices; over a single one they are placed at once. */
    public void divide(Collection<String> layers, List<Integer> devices) {
        if (devices.size() < 2) {
            send(layers, devices);
        } else if (!layers.isEmpty()) {
            dividing.set(Optional.of(new Dividing(new LinkedHashSet<>(layers), List.copyOf(devices))));
        }
    }

    /** Asks how to divide layers over the devices they are on and others. */
    public void addDevices(Collection<String> layers, Collection<Integer> more) {
        TreeSet<Integer> devices = devices(layers);
        devices.addAll(more);
        divide(layers, List.copyOf(devices));
    }

    /** All devices that some of these layers are on. */
    public TreeSet<Integer> devices(Collection<String> layers) {
        Map<String, List<Integer>> placed =
                document.plan().get().placement().devices(document.plan().get().graph());
        TreeSet<Integer> devices = new TreeSet<>();
        layers.forEach(layer -> devices.addAll(placed.getOrDefault(layer, List.of())));
        return devices;
    }

    /** It is chosen, or given up. */
    public void endDividing() {
        dividing.set(Optional.empty());
    }

    /** Adds devices to those of what is dragged, and asks how to divide it over them. */
    public void dropOver(Collection<Integer> devices, boolean adding) {
        if (active()) {
            Set<String> layers = load.get().layers();
            end();
            if (adding) {
                addDevices(layers, devices);
            } else {
                divide(layers, List.copyOf(devices));
            }
        }
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
        String where = devices.isEmpty() ? "none" : DeviceRanges.of(devices);
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
