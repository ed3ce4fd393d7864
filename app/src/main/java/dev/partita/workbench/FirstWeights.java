package dev.partita.workbench;

import dev.partita.checkpoint.PlacedTensors;
import dev.partita.checkpoint.SafetensorsFolder;
import dev.partita.checkpoint.TensorSource;
import dev.partita.checkpoint.WeightConversion;
import dev.partita.imports.ImportReport;
import dev.partita.imports.ImportedModel;
import dev.partita.imports.ImportedWeights;
import dev.partita.project.DiskProblem;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The weights that came with an imported model. They are converted once, into a file of the project from which every run
 * starts that is not told otherwise; the original may move or go.
 */
final class FirstWeights implements AutoCloseable {
    private static final String FILE = "initial-weights.safetensors";
    private static final int NAMED = 5;

    private final Path model;
    private final Optional<TensorSource> source;
    private final Optional<WeightConversion> conversion;

    private FirstWeights(Path model, Optional<TensorSource> source, Optional<WeightConversion> conversion) {
        this.model = model;
        this.source = source;
        this.conversion = conversion;
    }

    /** A project's first weights, if it has any. */
    static Optional<Path> in(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Looks for the weights of a model file.
     *
     * @throws WorkFailure if there are some that do not belong to it
     */
    static FirstWeights of(Path model, ImportedModel imported) {
        if (imported.weights().parts().isEmpty()) {
            return new FirstWeights(model, Optional.empty(), Optional.empty());
        }
        Path folder = model.toAbsolutePath().normalize().resolveSibling("");
        return WorkFailure.ifInputIsBad(() -> {
            try {
                return opened(model, imported, source(model, folder, imported.weights()));
            } catch (IOException e) {
                throw DiskProblem.whileReading(folder, e);
            }
        });
    }

    private static Optional<TensorSource> source(Path model, Path folder, ImportedWeights weights) throws IOException {
        return weights.places().isEmpty()
                ? SafetensorsFolder.open(folder).map(TensorSource.class::cast)
                : Optional.of(new PlacedTensors(model, weights.places()));
    }

    private static FirstWeights opened(Path model, ImportedModel imported, Optional<TensorSource> source)
            throws IOException {
        try {
            return new FirstWeights(model, source, source.map(open -> conversion(model, imported, open)));
        } catch (RuntimeException refused) {
            if (source.isPresent()) {
                source.get().close();
            }
            throw refused;
        }
    }

    private static WeightConversion conversion(Path model, ImportedModel imported, TensorSource source) {
        WeightConversion conversion = new WeightConversion(imported.graph(), imported.weights(), source);
        if (conversion.count() == 0) {
            throw new WorkFailure(
                    WorkFailure.Kind.INPUT,
                    Sentence.of(
                            "app.weights.none",
                            model,
                            Listing.and(List.copyOf(source.tensors().keySet()), NAMED)));
        }
        return conversion;
    }

    void write(Path folder) {
        if (conversion.isPresent()) {
            Path file = folder.resolve(FILE);
            try {
                conversion.get().write(file);
            } catch (IOException e) {
                throw DiskProblem.whileWriting(file, e);
            }
        }
    }

    /** The report with what became of the weights. */
    ImportReport reported(ImportReport report) {
        if (conversion.isEmpty()) {
            return report.with(Sentence.of("app.weights.absent"));
        }
        WeightConversion done = conversion.get();
        ImportReport with = report.with(Sentence.of("app.weights.written", done.count(), FILE));
        if (!done.missing().isEmpty()) {
            with = with.with(Sentence.of("app.weights.missing", Listing.and(done.missing(), NAMED)));
        }
        if (!done.unused().isEmpty()) {
            with = with.with(Sentence.of("app.weights.unused", Listing.and(done.unused(), NAMED)));
        }
        return with;
    }

    @Override
    public void close() {
        if (source.isPresent()) {
            try {
                source.get().close();
            } catch (IOException e) {
                throw DiskProblem.whileReading(model, e);
            }
        }
    }
}
