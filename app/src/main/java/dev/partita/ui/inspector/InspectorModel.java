package dev.partita.ui.inspector;

import dev.partita.graph.InvalidGraph;
import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.ProjectSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is shown about the selection, and the edits that fields make. */
final class InspectorModel {
    /** What was selected last. */
    private enum Last {
        LAYERS,
        DEVICE,
        LINK
    }

    private final Document document;
    private final LayerDrag drag;
    private Last last = Last.LAYERS;
    private final ReadOnlyObjectWrapper<List<Section>> sections = new ReadOnlyObjectWrapper<>(List.of());

    InspectorModel(Document document, LayerDrag drag) {
        this.document = document;
        this.drag = drag;
        document.selection().layers().subscribe(ignored -> refresh(Last.LAYERS));
        document.selection().device().subscribe(device -> refresh(device.isPresent() ? Last.DEVICE : Last.LAYERS));
        document.selection().link().subscribe(link -> refresh(link.isPresent() ? Last.LINK : last));
        document.plan().subscribe(ignored -> refresh(last));
        document.evaluation().subscribe(ignored -> refresh(last));
        document.divided().subscribe(ignored -> refresh(last));
    }

    /** What was selected last comes first, then the whole plan. */
    ReadOnlyObjectProperty<List<Section>> sections() {
        return sections.getReadOnlyProperty();
    }

    private void refresh(Last first) {
        last = first;
        List<Section> next = new ArrayList<>();
        layers(document.selection().layers().get()).ifPresent(next::add);
        device(document.selection().device().get())
                .ifPresent(section -> next.add(first == Last.DEVICE ? 0 : next.size(), section));
        link(document.selection().link().get())
                .ifPresent(section -> next.add(first == Last.LINK ? 0 : next.size(), section));
        next.add(TrainingSection.of(document.project().get()));
        document.evaluation().get().flatMap(StepSection::of).ifPresent(next::add);
        sections.set(List.copyOf(next));
    }

    private Optional<Section> link(Optional<DeviceLink> link) {
        return link.flatMap(chosen -> document.evaluation().get().flatMap(found -> LinkSection.of(found, chosen)));
    }

    void select(DeviceLink link) {
        document.selection().select(link);
    }

    private Optional<Section> device(OptionalInt device) {
        return device.isEmpty()
                ? Optional.empty()
                : document.evaluation().get().flatMap(found -> DeviceSection.of(found, device.getAsInt()));
    }

    private Optional<Section> layers(Set<String> layers) {
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LayersSection.of(
                    document.plan().get(), layers, document.divided().get()));
        } catch (InvalidGraph incomplete) {
            return Optional.of(LayersSection.unfinished(document.plan().get(), layers, incomplete.sentence()));
        }
    }

    ProjectSettings settings() {
        return new ProjectSettings(document);
    }

    void place(List<String> layers, List<Integer> devices) {
        drag.send(layers, devices);
    }
}
