package dev.partita.settings;

import dev.partita.project.AtomicFile;
import dev.partita.project.DiskProblem;
import dev.partita.project.FileBoundary;
import dev.partita.project.ProjectFailure;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user's {@code settings.json}, which several Partitas may change at once. A file that cannot be read counts as
 * empty, and what cannot be written holds for this process alone, each with a message.
 */
public final class SettingsStore {
    private static final int FORMAT = 1;
    private static final long LARGEST_BYTES = 1L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;
    private final FileBoundary files;
    private final Consumer<Sentence> messages;

    /** @param messages takes a sentence for the user about what could not be read or written */
    public SettingsStore(SettingsFolder folder, Consumer<Sentence> messages) {
        this(folder, messages, FileBoundary.DISK);
    }

    SettingsStore(SettingsFolder folder, Consumer<Sentence> messages, FileBoundary files) {
        this.file = folder.path().resolve("settings.json");
        this.messages = messages;
        this.files = files;
    }

    /** What the file holds. */
    record Document(int format, Settings settings) {}

    public Settings load() {
        return document().settings();
    }

    private Document document() {
        if (!Files.exists(file)) {
            return new Document(FORMAT, Settings.NONE);
        }
        try {
            return MAPPER.readValue(files.read(file, LARGEST_BYTES), Document.class);
        } catch (IOException | JacksonException e) {
            messages.accept(Sentence.of("project.settings.damaged", file));
            return new Document(FORMAT, Settings.NONE);
        }
    }

    /** Changes what is stored by now and returns what holds afterwards. */
    public Settings update(UnaryOperator<Settings> change) {
        AtomicReference<Settings> after = new AtomicReference<>();
        try {
            OneAtATime.update(files, file.resolveSibling("."), () -> {
                Document before = document();
                after.set(change.apply(before.settings()));
                write(before.format(), after.get());
            });
        } catch (IOException e) {
            messages.accept(DiskProblem.whileWriting(file, e).sentence());
        } catch (ProjectFailure e) {
            messages.accept(e.sentence());
        }
        Settings changed = after.get();
        return changed == null ? change.apply(load()) : changed;
    }

    private void write(int format, Settings settings) {
        if (format > FORMAT) {
            throw new ProjectFailure(Sentence.of("project.settings.newer", file));
        }
        AtomicFile.replace(files, file, MAPPER.writeValueAsBytes(new Document(FORMAT, settings)));
    }
}
