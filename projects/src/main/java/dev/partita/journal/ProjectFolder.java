package dev.partita.journal;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.DiskProblem;
import dev.partita.project.FileBoundary;
import dev.partita.project.ProjectFailure;
import dev.partita.project.ProjectFile;
import dev.partita.project.ProjectJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project folder at work. Commands edit and save in one go; the window edits without saving. Everything here throws
 * {@link ProjectFailure}, whose message is a sentence for the user; the project is then what it was before the call.
 * Not for several threads at once.
 */
public final class ProjectFolder implements AutoCloseable {
    private final Path folder;
    private final ProjectFile file;
    private final Access access;
    private final @Nullable WriterLock lock;
    private final List<String> notices;
    private Project project;
    private Project saved;

    private ProjectFolder(
            Path folder,
            ProjectFile file,
            Access access,
            @Nullable WriterLock lock,
            List<String> notices,
            Project project) {
        this.folder = folder;
        this.file = file;
        this.access = access;
        this.lock = lock;
        this.notices = notices;
        this.project = project;
        this.saved = project;
    }

    /** Makes a folder, or takes an existing one without a project, and saves the project into it. */
    public static ProjectFolder create(Path folder, Project project) {
        return create(folder, project, FileBoundary.DISK);
    }

    static ProjectFolder create(Path folder, Project project, FileBoundary files) {
        if (Files.exists(folder.resolve(ProjectFile.NAME))) {
            throw new ProjectFailure(folder + " already holds a project; open it or name another folder.");
        }
        try {
            files.createFolder(folder);
        } catch (IOException e) {
            throw DiskProblem.whileWriting(folder, e);
        }
        new ProjectFile(folder, files).save(project);
        return open(folder, files);
    }

    /** Opens a folder for editing, or read-only where {@link #access()} says why. */
    public static ProjectFolder open(Path folder) {
        return open(folder, FileBoundary.DISK);
    }

    static ProjectFolder open(Path folder, FileBoundary files) {
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
            }
            return new ProjectFolder(folder, file, access(folder, attempt, loaded), lock, notices, loaded.project());
        } catch (ProjectFailure e) {
            if (lock != null) {
                lock.close();
            }
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
        return switch (attempt) {
            case WriterLock.Attempt.Held _ -> new Access.Writable();
            case WriterLock.Attempt.Taken taken ->
                new Access.ReadOnly(folder + " is being edited by " + taken.owner()
                        + ", so it is open read-only here; close it there to edit it here.");
            case WriterLock.Attempt.Impossible impossible ->
                new Access.ReadOnly(
                        folder + " cannot be written (" + impossible.cause().getMessage()
                                + "), so it is open read-only; make the folder writable or copy it to edit it.");
        };
    }

    public Path path() {
        return folder;
    }

    /** The project as edited. */
    public Project project() {
        return project;
    }

    public Access access() {
        return access;
    }

    /** What happened while opening that the user should know, a sentence each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Whether {@link #project()} differs from {@code project.json}. */
    public boolean dirty() {
        return !project.equals(saved);
    }

    /** Applies an edit; an edit that changes nothing leaves no trace. */
    public Project apply(Edit edit) {
        requireWritable();
        Project next;
        try {
            next = Edit.apply(project, edit);
        } catch (IllegalArgumentException e) {
            throw new ProjectFailure(String.valueOf(e.getMessage()), e);
        }
        project = next;
        return project;
    }

    /** Replaces {@code project.json} with the project as edited. */
    public void save() {
        requireWritable();
        file.save(project);
        saved = project;
    }

    private void requireWritable() {
        if (access instanceof Access.ReadOnly readOnly) {
            throw new ProjectFailure(readOnly.because());
        }
    }

    /** The training data as the user gave it; a relative path starts in the folder. Need not exist. */
    public Optional<Path> data() {
        try {
            return project.data().map(folder::resolve);
        } catch (InvalidPathException e) {
            throw new ProjectFailure(
                    "The data path \"" + project.data().orElse("")
                            + "\" is not a path on this system; name another file.",
                    e);
        }
    }

    /** Where this project's checkpoints lie. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** Lets go of the folder. Edits that were not saved are there when it is opened again. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
