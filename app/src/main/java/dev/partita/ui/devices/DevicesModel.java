package dev.partita.ui.devices;

import dev.partita.checks.Evaluation;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Machine;
import dev.partita.plan.Plan;
import dev.partita.program.Obstacle;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the cards show and what can be done with them. */
final class DevicesModel {
    private final Document document;
    private final LayerDrag drag;
    private final ObservableList<DeviceRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Cluster> cluster = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<StepFigures>> now = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<StepFigures>> after = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Obstacle>> obstacles = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<OptionalInt> brush = new SimpleObjectProperty<>(OptionalInt.empty());

    DevicesModel(Document document, LayerDrag drag) {
        this.document = document;
        this.drag = drag;
        document.evaluation().subscribe(found -> now.set(found.map(StepFigures::new)));
        document.trial().subscribe(found -> {
            obstacles.set(found.map(Evaluation::obstacles).orElse(List.of()));
            after.set(found.filter(tried -> tried.simulation().isPresent()).map(StepFigures::new));
        });
        document.plan().subscribe(plan -> {
            if (!plan.cluster().equals(cluster.get())) {
                cluster.set(plan.cluster());
                rows.setAll(DeviceRow.of(plan.cluster()));
            }
        });
        document.selection().layers().subscribe(this::paint);
    }

    ReadOnlyObjectProperty<Cluster> cluster() {
        return cluster.getReadOnlyProperty();
    }

    ObservableList<DeviceRow> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    ReadOnlyObjectProperty<Optional<StepFigures>> now() {
        return now.getReadOnlyProperty();
    }

    /** What is being tried; empty while nothing is, and where it would leave no step. */
    ReadOnlyObjectProperty<Optional<StepFigures>> after() {
        return after.getReadOnlyProperty();
    }

    /** Why what is being tried would leave no step; empty if it would not, or while nothing is tried. */
    ReadOnlyObjectProperty<List<Obstacle>> obstacles() {
        return obstacles.getReadOnlyProperty();
    }

    /** Empty until the plan has been evaluated for the first time. */
    Optional<DeviceCard> card(int device) {
        return now.get().map(step -> DeviceCard.of(device, cluster.get(), step, after.get()));
    }

    ModelGraph graph() {
        return document.plan().get().graph();
    }

    /** The layers on a device, in graph order. */
    List<String> layers(int device) {
        Plan plan = document.plan().get();
        Map<String, List<Integer>> placed = plan.placement().devices(plan.graph());
        return plan.graph().layers().stream()
                .map(Layer::id)
                .filter(layer -> placed.getOrDefault(layer, List.of()).contains(device))
                .toList();
    }

    /** All devices of a machine. */
    List<Integer> devices(DeviceRow.OfMachine machine) {
        int first = cluster.get().machines().stream()
                .limit(machine.number())
                .mapToInt(Machine::devices)
                .sum();
        return IntStream.range(first, first + machine.machine().devices())
                .boxed()
                .toList();
    }

    /** Asks how to divide the selected layers over the devices they are on and this one. */
    void addToSelection(int device) {
        drag.addDevices(document.selection().layers().get(), List.of(device));
    }

    void select(int device) {
        document.selection().device().set(OptionalInt.of(device));
    }

    void selectLayers(int device) {
        select(device);
        document.selection().reveal(layers(device));
    }

    /** Places the selected layers on a device. */
    void placeSelection(int device) {
        drag.send(document.selection().layers().get(), List.of(device));
    }

    /** Takes all layers off a device. */
    void clear(int device) {
        drag.send(layers(device), List.of());
    }

    /** While a device is the brush, every layer that gets selected is placed on it. */
    ObjectProperty<OptionalInt> brush() {
        return brush;
    }

    private void paint(Set<String> layers) {
        if (brush.get().isPresent() && !layers.isEmpty() && !drag.active()) {
            drag.send(layers, List.of(brush.get().getAsInt()));
        }
    }
}
