package dev.partita.ui.split;

import dev.partita.deduction.Offer;
import dev.partita.graph.Layer;
import dev.partita.operator.Division;
import dev.partita.operator.Input;
import dev.partita.plan.Edit;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Meshes;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.LayerDrag.Dividing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What can be chosen about layers that are to be divided, and where each choice would lead. */
final class SplitModel {
    private final Document document;
    private final LayerDrag drag;
    private final ReadOnlyObjectWrapper<Optional<Dividing>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<List<Axis>>> meshes = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<List<Axis>> mesh = new SimpleObjectProperty<>(List.of());
    private final IntegerProperty axis = new SimpleIntegerProperty();
    private final BooleanProperty together = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<Choice>> choices = new ReadOnlyObjectWrapper<>(List.of());
    private final Map<String, Division.Kind> splits = new HashMap<>();
    private List<String> sharing = List.of();

    SplitModel(Document document, LayerDrag drag) {
        this.document = document;
        this.drag = drag;
        drag.dividing().subscribe(this::ask);
        mesh.subscribe((before, now) -> {
            splits.clear();
            axis.set(0);
            look();
        });
        axis.subscribe((before, now) -> look());
        together.subscribe((before, now) -> look());
    }

    /** What is to be divided; empty while nothing is. */
    ReadOnlyObjectProperty<Optional<Dividing>> asked() {
        return asked.getReadOnlyProperty();
    }

    /** The arrays that the devices can form. */
    ReadOnlyObjectProperty<List<List<Axis>>> meshes() {
        return meshes.getReadOnlyProperty();
    }

    ObjectProperty<List<Axis>> mesh() {
        return mesh;
    }

    /** Number of the axis that the choices are about. */
    IntegerProperty axis() {
        return axis;
    }

    /** Whether all other layers on these devices are divided over them too: a device has one mesh. */
    BooleanProperty together() {
        return together;
    }

    /** The other layers on these devices. */
    List<String> sharing() {
        return sharing;
    }

    ReadOnlyObjectProperty<List<Choice>> choices() {
        return choices.getReadOnlyProperty();
    }

    /** The choice in force for the axis that is looked at. */
    Optional<Division.Kind> chosen() {
        return mesh.get().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(splits.get(mesh.get().get(axis.get()).name()));
    }

    private void ask(Optional<Dividing> dividing) {
        asked.set(Optional.empty());
        if (dividing.isEmpty()) {
            document.endPredicting();
            return;
        }
        Dividing now = dividing.get();
        Plan plan = document.plan().get();
        Map<String, List<Integer>> placed = plan.placement().devices(plan.graph());
        sharing = plan.graph().layers().stream()
                .filter(layer -> !(layer.operator() instanceof Input))
                .map(Layer::id)
                .filter(id -> !now.layers().contains(id)
                        && placed.getOrDefault(id, List.of()).stream().anyMatch(now.devices()::contains))
                .toList();
        splits.clear();
        Optional<List<Axis>> present = present(plan, now);
        meshes.set(Stream.concat(present.stream(), Meshes.of(now.devices().size()).stream())
                .distinct()
                .toList());
        together.set(!sharing.isEmpty());
        axis.set(0);
        mesh.set(meshes.get().getFirst());
        asked.set(dividing);
        look();
    }

    /** The mesh that the layers have, if it is over the devices that are asked about. */
    private static Optional<List<Axis>> present(Plan plan, Dividing now) {
        Map<String, Rule> deciding = plan.placement().deciding(plan.graph());
        return now.layers().stream()
                .flatMap(layer -> Stream.ofNullable(deciding.get(layer)))
                .filter(rule -> rule.devices().equals(now.devices()))
                .map(rule -> rule.meshOfDevices().axes())
                .filter(axes -> !axes.isEmpty())
                .findFirst();
    }

    /** Chooses for the axis that is looked at; nothing leaves it to Partita. */
    void choose(Optional<Division.Kind> kind) {
        if (kind.equals(chosen()) || mesh.get().isEmpty()) {
            return;
        }
        String name = mesh.get().get(axis.get()).name();
        kind.ifPresentOrElse(found -> splits.put(name, found), () -> splits.remove(name));
    }

    private void look() {
        if (asked.get().isEmpty() || mesh.get().isEmpty()) {
            return;
        }
        Plan plan = document.plan().get();
        List<Choice> next = new ArrayList<>(List.of(Choice.BY_PARTITA));
        Offer.of(
                        plan.graph(),
                        document.shapes(plan).outputs(),
                        layers(),
                        mesh.get().get(axis.get()).size())
                .forEach(offer -> next.add(new Choice(Optional.of(offer), Optional.empty())));
        choices.set(List.copyOf(next));
        predict(next);
    }

    private void predict(List<Choice> next) {
        List<Integer> numbers = new ArrayList<>();
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).legal()) {
                numbers.add(i);
                edits.add(edit(next.get(i).kind()));
            }
        }
        List<Integer> devices = asked.get().orElseThrow().devices();
        List<String> layers = layers();
        int along = axis.get();
        document.predictEach(edits, evaluation -> Outcome.of(evaluation, devices, layers, along), (number, outcome) -> {
            List<Choice> known = new ArrayList<>(choices.get());
            int choice = numbers.get(number);
            known.set(choice, known.get(choice).leadingTo(outcome));
            choices.set(List.copyOf(known));
        });
    }

    private List<String> layers() {
        List<String> all = new ArrayList<>(asked.get().orElseThrow().layers());
        if (together.get()) {
            all.addAll(sharing);
        }
        return all;
    }

    /** The edit with a choice for the axis that is looked at, and for others what is chosen. */
    private Edit edit(Optional<Division.Kind> kind) {
        Map<String, Division.Kind> named = new HashMap<>(splits);
        String name = mesh.get().get(axis.get()).name();
        named.remove(name);
        kind.ifPresent(found -> named.put(name, found));
        List<String> all = layers();
        List<Edit> edits = LayerPatterns.of(document.plan().get().graph(), all).stream()
                .<Edit>map(pattern -> new Edit.Place(document.planName(), rule(pattern, all, named)))
                .toList();
        return edits.size() == 1 ? edits.getFirst() : new Edit.Several(edits);
    }

    /** A rule names only what some of its layers offer: a norm beside a block's products has no columns. */
    private Rule rule(String pattern, List<String> all, Map<String, Division.Kind> named) {
        Plan plan = document.plan().get();
        List<Integer> devices =
                List.copyOf(new TreeSet<>(asked.get().orElseThrow().devices()));
        Rule open = new Rule(pattern, devices, mesh.get(), Map.of());
        List<String> matched = all.stream().filter(open::matches).toList();
        Map<String, String> words = new HashMap<>();
        for (Axis along : mesh.get()) {
            Division.Kind wanted = named.get(along.name());
            if (wanted != null
                    && Offer.possible(plan.graph(), document.shapes(plan).outputs(), matched, along.size(), wanted)) {
                words.put(along.name(), wanted.word());
            }
        }
        return new Rule(pattern, devices, mesh.get(), words);
    }

    /** True if what is chosen can be applied. */
    boolean legal() {
        return asked.get().isPresent()
                && choices.get().stream()
                        .filter(choice -> choice.kind().equals(chosen()))
                        .allMatch(Choice::legal);
    }

    /** Divides the layers as chosen, as one edit. */
    void apply() {
        if (legal()) {
            Edit edit = edit(chosen());
            drag.endDividing();
            document.send(edit);
        }
    }

    void cancel() {
        drag.endDividing();
    }
}
