package dev.partita.ui.window;

import dev.partita.hardware.Clusters;
import dev.partita.i18n.Messages;
import dev.partita.plan.ClusterSpec;
import dev.partita.project.ModelFiles;
import dev.partita.text.Wording;
import dev.partita.workbench.ModelImport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the user decides about an import, as typed. */
final class ImportForm {
    /** A size that the file leaves open. */
    record OpenSize(String name, StringProperty typed) {
        private boolean missing() {
            return typed.get().isBlank();
        }

        private boolean valid() {
            return typed.get().strip().matches("[1-9]\\d{0,8}");
        }
    }

    private final Path model;
    private final StringProperty folder = new SimpleStringProperty();
    private final StringProperty cluster = new SimpleStringProperty(Clusters.DEFAULT);
    private List<OpenSize> sizes = List.of();

    /** @param parent the folder of projects, where the new one is proposed */
    ImportForm(Path model, Path parent) {
        this.model = model;
        folder.set(NewPlace.free(parent, ModelFiles.modelName(model)).toString());
    }

    Path model() {
        return model;
    }

    StringProperty folder() {
        return folder;
    }

    StringProperty cluster() {
        return cluster;
    }

    List<OpenSize> sizes() {
        return sizes;
    }

    /** The file was read: these sizes have to be chosen. */
    void ask(List<ModelFiles.OpenSize> open) {
        sizes = open.stream()
                .map(size -> new OpenSize(size.name(), new SimpleStringProperty(usual(size))))
                .toList();
    }

    private static String usual(ModelFiles.OpenSize size) {
        return size.usual().isPresent() ? String.valueOf(size.usual().getAsLong()) : "";
    }

    /** What is wrong; a size that is not typed yet is not wrong. */
    Optional<Wording> complaint() {
        return NewPlace.complaint(folder.get().strip(), cluster.get().strip())
                .or(() -> sizes.stream()
                        .filter(size -> !size.missing() && !size.valid())
                        .map(size -> Messages.wording(
                                "import_model.bad_size",
                                size.name(),
                                size.typed().get().strip()))
                        .findFirst());
    }

    /** Whether nothing is missing and nothing wrong. */
    boolean complete() {
        return complaint().isEmpty() && sizes.stream().allMatch(OpenSize::valid);
    }

    ModelImport.Request request() {
        Map<String, Long> dimensions = new LinkedHashMap<>();
        sizes.forEach(size ->
                dimensions.put(size.name(), Long.valueOf(size.typed().get().strip())));
        return new ModelImport.Request(
                model,
                Path.of(folder.get().strip()),
                ClusterSpec.of(cluster.get().strip()),
                dimensions);
    }
}
