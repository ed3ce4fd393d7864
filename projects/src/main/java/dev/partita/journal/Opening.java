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
        List<String> notices,
        Project project,
        ProjectFile.Loaded loaded) {

    static Opening create(Path folder, Project project, FileBoundary files) {
        if (Files.exists(folder.resolve(ProjectFile.NAME))) {
            throw new ProjectFailure(folder + " already holds a project; open it or name another folder.");
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
            throw new ProjectFailure(folder + " holds no project: there is no " + ProjectFile.NAME
                    + " in it; name a project folder or make one with \"partita new\".");
        }
        WriterLock.Attempt attempt = WriterLock.take(files, folder);
        WriterLock lock = attempt instanceof WriterLock.Attempt.Held held ? held.lock() : null;
        try {
            ProjectFile file = new ProjectFile(folder, files);
            ProjectFile.Loaded loaded = file.load();
            List<String> notices = new ArrayList<>();
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
            List<String> notices,
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

    private static String migrate(ProjectFile file, ProjectFile.Loaded loaded) {
        Path backup = file.backUp(loaded);
        file.save(loaded.project());
        return file.path() + " was migrated from format " + loaded.format() + " to " + ProjectJson.FORMAT
                + "; the old file is kept as " + backup.getFileName() + ".";
    }

    private static Access access(Path folder, WriterLock.Attempt attempt, ProjectFile.Loaded loaded) {
        if (loaded.newer()) {
            return new Access.ReadOnly(folder + " has format " + loaded.format()
                    + " of a newer Partita and this one writes format " + ProjectJson.FORMAT
                    + ", so it is open read-only; use the newer Partita to edit it.");
        }
        return attempt instanceof WriterLock.Attempt.Held
                ? new Access.Writable()
                : new Access.ReadOnly(readOnlyBecause(folder, attempt));
    }

    private static String readOnlyBecause(Path folder, WriterLock.Attempt attempt) {
        return switch (attempt) {
            case WriterLock.Attempt.Held _ -> folder + " is held by this process.";
            case WriterLock.Attempt.Taken taken ->
                folder + " is being edited by " + taken.owner()
                        + ", so it is read-only here; close it there to edit it here.";
            case WriterLock.Attempt.Impossible impossible ->
                folder + " cannot be written (" + impossible.cause().getMessage()
                        + "), so it is read-only; make the folder writable or copy it to edit it.";
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
