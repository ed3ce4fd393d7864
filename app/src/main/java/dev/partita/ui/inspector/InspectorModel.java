package dev.partita.ui.inspector;

import dev.partita.graph.InvalidGraph;
import dev.partita.plan.Edit;
import dev.partita.plan.SetKeys;
import dev.partita.text.Explained;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is shown about the selection, and the edits that fields make. */
final class InspectorModel {
    private final Document document;
    private final LayerDrag drag;
    private final ReadOnlyObjectWrapper<List<Section>> sections = new ReadOnlyObjectWrapper<>(List.of());

    InspectorModel(Document document, LayerDrag drag) {
        this.document = document;
        this.drag = drag;
        document.selection().layers().subscribe(ignored -> refresh());
        document.selection().device().subscribe(ignored -> refresh());
        document.plan().subscribe(ignored -> refresh());
        document.evaluation().subscribe(ignored -> refresh());
    }

    /** The selection first, then the whole plan. */
    ReadOnlyObjectProperty<List<Section>> sections() {
        return sections.getReadOnlyProperty();
    }

    private void refresh() {
        List<Section> next = new ArrayList<>();
        Set<String> layers = document.selection().layers().get();
        if (!layers.isEmpty()) {
            layers(layers).ifPresent(next::add);
        }
        OptionalInt device = document.selection().device().get();
        if (device.isPresent()) {
            document.evaluation()
                    .get()
                    .flatMap(found -> DeviceSection.of(found, device.getAsInt()))
                    .ifPresent(next::add);
        }
        next.add(TrainingSection.of(document.project().get()));
        document.evaluation().get().flatMap(StepSection::of).ifPresent(next::add);
        sections.set(List.copyOf(next));
    }

    private Optional<Section> layers(Set<String> layers) {
        try {
            return Optional.of(LayersSection.of(document.plan().get(), layers))
                    .filter(section -> !section.lines().isEmpty());
        } catch (InvalidGraph incomplete) {
            return Optional.empty();
        }
    }

    /** Why a setting cannot have this value; empty if it can. */
    Optional<Wording> refusal(String key, String value) {
        try {
            edit(key, value);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(
                    refused instanceof Explained explained
                            ? explained.sentence()
                            : new Verbatim(String.valueOf(refused.getMessage())));
        }
    }

    void set(String key, String value) {
        document.send(edit(key, value));
    }

    private Edit edit(String key, String value) {
        return SetKeys.edit(document.project().get(), document.planName(), List.of(key + "=" + value));
    }

    void place(List<String> layers, List<Integer> devices) {
        drag.send(layers, devices);
    }
}
