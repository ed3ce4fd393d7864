package dev.partita.project;

import dev.partita.imports.ExternalData;
import dev.partita.imports.HuggingFaceImport;
import dev.partita.imports.ImportObserver;
import dev.partita.imports.ImportRefused;
import dev.partita.imports.ImportedModel;
import dev.partita.imports.OnnxImport;
import dev.partita.plan.ImportedGraphs;
import dev.partita.plan.ModelSource;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The model files that projects name: read, hashed, and their graphs made known to the engine. */
public final class ModelFiles {
    /** A model as a project names it, with what was read. */
    public record Read(ModelSource.Imported source, ImportedModel model) {}

    /**
     * A size that a model file leaves to the user.
     *
     * @param usual what it is unless chosen otherwise; absent has to be chosen
     */
    public record OpenSize(String name, OptionalLong usual) {}

    private static final String ONNX = ".onnx";
    private static final String CONFIG = "config.json";
    private static final int MOST_CONFIG_BYTES = 16 << 20;

    private ModelFiles() {}

    /**
     * Imports a model file.
     *
     * @param file where it is
     * @param stored its path as the project keeps it
     * @throws ImportRefused if it cannot be imported
     * @throws ProjectFailure if it cannot be read
     */
    public static Read read(Path file, String stored, Map<String, Long> dimensions, ImportObserver observer) {
        String name = checkedName(file);
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream hashed = new DigestInputStream(bytes, Sha256.digest())) {
            ImportedModel model = name.endsWith(CONFIG)
                    ? HuggingFaceImport.read(
                            BoundedJson.object(hashed, name, MOST_CONFIG_BYTES), modelName(file), dimensions)
                    : OnnxImport.read(hashed, modelName(file), dimensions, beside(file), observer);
            ModelSource.Imported source =
                    new ModelSource.Imported(stored, Sha256.text(hashed.getMessageDigest()), dimensions);
            ImportedGraphs.put(source, model.graph());
            return new Read(source, model);
        } catch (IOException e) {
            throw DiskProblem.whileReading(file, e);
        }
    }

    /**
     * The sizes that a model file leaves to the user.
     *
     * @throws ImportRefused if it cannot be imported
     * @throws ProjectFailure if it cannot be read
     */
    public static List<OpenSize> openSizes(Path file, ImportObserver observer) {
        String name = checkedName(file);
        try (InputStream bytes = Files.newInputStream(file)) {
            return name.endsWith(CONFIG)
                    ? HuggingFaceImport.lengths(BoundedJson.object(bytes, name, MOST_CONFIG_BYTES)).entrySet().stream()
                            .map(length -> new OpenSize(length.getKey(), OptionalLong.of(length.getValue())))
                            .toList()
                    : OnnxImport.openSizes(bytes, observer).stream()
                            .map(open -> new OpenSize(open, OptionalLong.empty()))
                            .toList();
        } catch (IOException e) {
            throw DiskProblem.whileReading(file, e);
        }
    }

    /** Whether a file is named like one that can be imported. */
    public static boolean namedLikeOne(Path file) {
        String name = lowerName(file);
        return name.endsWith(ONNX) || name.endsWith(CONFIG);
    }

    /** What a model is called after its file; a config.json has the name of its folder. */
    public static String modelName(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (lowerName(file).equals(CONFIG) && folder != null && folder.getFileName() != null) {
            return folder.getFileName().toString();
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 1 ? name : name.substring(0, dot);
    }

    private static String lowerName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static String checkedName(Path file) {
        String name = lowerName(file);
        if (!namedLikeOne(file)) {
            throw new ImportRefused(Sentence.of("project.model.type", name));
        }
        if (!Files.isRegularFile(file)) {
            throw new ProjectFailure(Sentence.of("project.model.gone", file));
        }
        return name;
    }

    /** Makes the graph of a project's model known where that comes from a file; a sentence where it cannot. */
    public static Optional<Sentence> makeKnown(Path folder, ModelSource model) {
        if (!(model.start() instanceof ModelSource.Imported source) || ImportedGraphs.known(source)) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(source.file());
            String hash = read(file, source.file(), source.dimensions(), ImportObserver.NOBODY)
                    .source()
                    .sha256();
            return hash.equals(source.sha256())
                    ? Optional.empty()
                    : Optional.of(
                            Sentence.of("project.model.changed", file, beginning(hash), beginning(source.sha256())));
        } catch (ImportRefused refused) {
            return Optional.of(Sentence.of("project.model.unreadable", source.file(), refused.sentence()));
        } catch (ProjectFailure failure) {
            return Optional.of(failure.sentence());
        } catch (InvalidPathException e) {
            return Optional.of(Sentence.of("project.model.gone", source.file()));
        }
    }

    private static String beginning(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    private static ExternalData beside(Path file) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        return path -> {
            try {
                // Symbolic links count as what they lead to: nothing outside the folder is looked at.
                Path data = folder.resolve(path).toRealPath();
                return data.startsWith(folder.toRealPath()) && Files.isRegularFile(data)
                        ? OptionalLong.of(Files.size(data))
                        : OptionalLong.empty();
            } catch (IOException | InvalidPathException e) {
                return OptionalLong.empty();
            }
        };
    }
}
