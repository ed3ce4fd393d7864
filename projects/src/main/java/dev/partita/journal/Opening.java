package dev.partita.journal;

import dev.partita.history.OpenedDatabase;
import dev.partita.history.ProjectDatabase;
import dev.partita.plan.Project;
import dev.partita.project.DiskProblem;
import dev.partita.project.FileBoundary;
import dev.partita.project.ModelFiles;
import dev.partita.project.ProjectFailure;
import dev.partita.project.ProjectFile;
import dev.partita.project.ProjectJson;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an opened folder, taken in this order: lock, file, database, recovery. Whatever fails gives back what
 * was taken before it.
 *
 * @param project with the edits that were not saved
 * @param loaded as {@code project.json} has it
 */
record Opening(
        Path folder,
        ProjectFile file,
        Access access,
        @Nullable WriterLock lock,
        ProjectDatabase database,
        List<Sentence> notices,
        Project project,
        ProjectFile.Loaded loaded) {

    static Opening create(Path folder, Project project, FileBoundary files) {
        if (Files.exists(folder.resolve(ProjectFile.NAME))) {
            throw new ProjectFailure(Sentence.of("project.folder.taken", folder));
        }
        try {
            files.createFolder(folder);
        } catch (IOException e) {
            throw DiskProblem.whileWriting(folder, e);
        }
        WriterLock.Attempt attempt = WriterLock.take(files, folder);
        if (!(attempt instanceof WriterLock.Attempt.Held held)) {
            throw new ProjectFailure(readOnlyBecause(folder, attempt));
        }
        try {
            ProjectFile file = new ProjectFile(folder, files);
            file.save(project);
            // A new folder has no history to miss, so what the database would say about that is not passed on.
            return opened(file, folder, held.lock(), new Access.Writable(), new ArrayList<>(), file.load())
                    .withoutNotices();
        } catch (RuntimeException e) {
            held.lock().close();
            throw e;
        }
    }

    static Opening open(Path folder, FileBoundary files) {
        if (!Files.exists(folder.resolve(ProjectFile.NAME))) {
            throw new ProjectFailure(Sentence.of("project.folder.none", folder, ProjectFile.NAME));
        }
        WriterLock.Attempt attempt = WriterLock.take(files, folder);
        WriterLock lock = attempt instanceof WriterLock.Attempt.Held held ? held.lock() : null;
        try {
            ProjectFile file = new ProjectFile(folder, files);
            ProjectFile.Loaded loaded = file.load();
            List<Sentence> notices = new ArrayList<>();
            if (lock != null && loaded.older()) {
                notices.add(migrate(file, loaded));
                loaded = file.load();
            }
            return opened(file, folder, lock, access(folder, attempt, loaded), notices, loaded);
        } catch (RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    private static Opening opened(
            ProjectFile file,
            Path folder,
            @Nullable WriterLock lock,
            Access access,
            List<Sentence> notices,
            ProjectFile.Loaded loaded) {
        OpenedDatabase database = ProjectDatabase.open(folder, access instanceof Access.Writable);
        try {
            database.notice().ifPresent(notices::add);
            Access allowed = access instanceof Access.Writable && database.hidesSteps()
                    ? new Access.ReadOnly(database.notice().orElseThrow())
                    : access;
            Project project = loaded.project();
            ModelFiles.makeKnown(folder, project.model()).ifPresent(notices::add);
            if (allowed instanceof Access.Writable) {
                Recovery recovery = Recovery.of(database.database().edits(), project, file.path());
                recovery.notice().ifPresent(notices::add);
                project = recovery.project();
            }
            return new Opening(folder, file, allowed, lock, database.database(), notices, project, loaded);
        } catch (RuntimeException e) {
            database.database().close();
            throw e;
        }
    }

    private static Sentence migrate(ProjectFile file, ProjectFile.Loaded loaded) {
        Path backup = file.backUp(loaded);
        file.save(loaded.project());
        return Sentence.of(
                "project.folder.migrated", file.path(), loaded.format(), ProjectJson.FORMAT, backup.getFileName());
    }

    private static Access access(Path folder, WriterLock.Attempt attempt, ProjectFile.Loaded loaded) {
        if (loaded.newer()) {
            return new Access.ReadOnly(
                    Sentence.of("project.folder.newer", folder, loaded.format(), ProjectJson.FORMAT));
        }
        return attempt instanceof WriterLock.Attempt.Held
                ? new Access.Writable()
                : new Access.ReadOnly(readOnlyBecause(folder, attempt));
    }

    private static Sentence readOnlyBecause(Path folder, WriterLock.Attempt attempt) {
        return switch (attempt) {
            case WriterLock.Attempt.Held _ -> Sentence.of("project.folder.held", folder);
            case WriterLock.Attempt.Taken taken -> Sentence.of("project.folder.edited_by", folder, taken.owner());
            case WriterLock.Attempt.Impossible impossible ->
                Sentence.of(
                        "project.folder.unwritable",
                        folder,
                        String.valueOf(impossible.cause().getMessage()));
        };
    }

    private Opening withoutNotices() {
        return new Opening(folder, file, access, lock, database, List.of(), project, loaded);
    }

    void close() {
        try {
            database.close();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }
}
