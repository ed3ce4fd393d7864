package dev.partita.project;

import dev.partita.plan.Project;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The {@code project.json} of a folder: loaded whole and checked, or a sentence why not; replaced atomically. */
public final class ProjectFile {
    public static final String NAME = "project.json";

    /** A GPT-3 project is under 100 KB. */
    static final long LARGEST_BYTES = 16L << 20;

    private final Path file;
    private final FileBoundary files;
    private final FormatMigrations migrations;

    /** What this process last read or wrote. */
    private byte @Nullable [] known;

    /** What it last tried to write: a failure after the renaming leaves that. */
    private byte @Nullable [] attempted;

    public ProjectFile(Path folder, FileBoundary files) {
        this(folder, files, FormatMigrations.ALL);
    }

    ProjectFile(Path folder, FileBoundary files, FormatMigrations migrations) {
        this.file = folder.resolve(NAME);
        this.files = files;
        this.migrations = migrations;
    }

    public Path path() {
        return file;
    }

    /** Reads the project; an older format is migrated in memory only. */
    public Loaded load() {
        byte[] content = content();
        known = content;
        try {
            int format = ProjectJson.formatOf(content);
            if (format > ProjectJson.FORMAT) {
                return new Loaded(newer(content, format), format, content);
            }
            if (format < 0 || !migrations.reaches(format)) {
                throw new ProjectFailure(
                        format < 0
                                ? Sentence.of("project.file.no_format", file, ProjectJson.FORMAT)
                                : Sentence.of("project.file.unknown_format", file, ProjectJson.FORMAT, format));
            }
            return new Loaded(current(content, format), format, content);
        } catch (JacksonException e) {
            throw complaint(content, e);
        }
    }

    private byte[] content() {
        try {
            return files.read(file, LARGEST_BYTES);
        } catch (IOException e) {
            throw DiskProblem.whileReading(file, e);
        }
    }

    private Project current(byte[] content, int format) {
        return format == ProjectJson.FORMAT
                ? ProjectJson.read(content)
                : ProjectJson.read(ProjectJson.write(migrations.migrate(ProjectJson.readTree(content), format)));
    }

    private Project newer(byte[] content, int format) {
        try {
            return ProjectJson.readNewer(content);
        } catch (JacksonException e) {
            throw new ProjectFailure(Sentence.of("project.file.newer_format", file, format, ProjectJson.FORMAT), e);
        }
    }

    private ProjectFailure complaint(byte[] content, JacksonException problem) {
        int line = JsonPlace.line(content, problem);
        return new ProjectFailure(
                line > 0
                        ? Sentence.of("project.file.invalid_line", file, line, JsonComplaint.about(problem))
                        : Sentence.of("project.file.invalid", file, JsonComplaint.about(problem)),
                problem);
    }

    /**
     * Replaces the file; after any failure a whole one is there. Refuses where another program changed the file since
     * it was read or written here.
     */
    public void save(Project project) {
        if (!isAsLeft()) {
            throw new ProjectFailure(Sentence.of("project.file.changed", file));
        }
        byte[] content = ProjectJson.write(project);
        attempted = content;
        AtomicFile.replace(files, file, content);
        known = content;
    }

    /** True unless another program changed the file since it was read or written here. */
    public boolean isAsLeft() {
        if (known == null || !Files.exists(file)) {
            return true;
        }
        byte[] found = content();
        return Arrays.equals(found, known) || Arrays.equals(found, attempted);
    }

    /** Keeps the content of an older format beside the file before the first save in the current one. */
    public Path backUp(Loaded older) {
        Path backup = file.resolveSibling(NAME + ".format-" + older.format() + ".bak");
        AtomicFile.replace(files, backup, older.content());
        return backup;
    }

    /**
     * What a file said.
     *
     * @param format the file's format, which may be older or newer than {@link ProjectJson#FORMAT}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to backUp, never compared
    public record Loaded(Project project, int format, byte[] content) {
        public boolean newer() {
            return format > ProjectJson.FORMAT;
        }

        public boolean older() {
            return format < ProjectJson.FORMAT;
        }
    }
}
