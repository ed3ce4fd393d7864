package dev.partita.journal;

import dev.partita.history.EditHistory;
import dev.partita.history.HistoryEntry;
import dev.partita.history.RunStore;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.FileBoundary;
import dev.partita.project.ModelFiles;
import dev.partita.project.ProjectFailure;
import dev.partita.project.ProjectJson;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A project folder at work. Commands edit and save in one go; the window edits without saving, and every edit is on
 * the medium when {@link #apply} returns, so that a kill loses none. Everything here throws {@link ProjectFailure},
 * whose message is a sentence for the user; the project is then what it was before the call. For one thread at a
 * time, except {@link #runs()}.
 */
public final class ProjectFolder implements AutoCloseable {
    private final Opening opened;
    private final EditHistory history;
    private Project project;
    private Project saved;

    private ProjectFolder(Opening opened) {
        this.opened = opened;
        this.history = opened.database().edits();
        this.project = opened.project();
        this.saved = opened.loaded().project();
    }

    /** Makes a folder, or takes an existing one without a project, and saves the project into it. */
    public static ProjectFolder create(Path folder, Project project) {
        return create(folder, project, FileBoundary.DISK);
    }

    static ProjectFolder create(Path folder, Project project, FileBoundary files) {
        return new ProjectFolder(Opening.create(folder, project, files));
    }

    /** Opens a folder for editing, or read-only where {@link #access()} says why. */
    public static ProjectFolder open(Path folder) {
        return open(folder, FileBoundary.DISK);
    }

    static ProjectFolder open(Path folder, FileBoundary files) {
        return new ProjectFolder(Opening.open(folder, files));
    }

    public Path path() {
        return opened.folder();
    }

    /** The project as edited; for a reader, as last saved. */
    public Project project() {
        return project;
    }

    public Access access() {
        return opened.access();
    }

    /** What happened while opening that the user should know, a sentence each. */
    public List<Sentence> notices() {
        return opened.notices();
    }

    /** Whether {@link #project()} differs from {@code project.json}. */
    public boolean dirty() {
        return !project.equals(saved);
    }

    /** Applies an edit and journals it; an edit that changes nothing leaves no trace. */
    public Project apply(Edit edit) {
        requireWritable();
        Project next = after(edit);
        if (!next.equals(project)) {
            Edit inverse = Edit.inverse(project, edit);
            history.record(new EditHistory.Recorded(edit, inverse, ProjectJson.hash(next)));
            project = next;
        }
        return project;
    }

    private Project after(Edit edit) {
        try {
            Project next = Edit.apply(project, edit);
            ModelFiles.makeKnown(path(), next.model());
            return next;
        } catch (Refusal e) {
            throw new ProjectFailure(e.sentence(), e);
        }
    }

    /** Takes back the last edit and returns it; empty where there is none. Works across saves and processes. */
    public Optional<HistoryEntry> undo() {
        requireWritable();
        Optional<HistoryEntry> last = history.undoable();
        last.ifPresent(entry -> {
            Project next = after(entry.inverse());
            history.recordUndo(entry, ProjectJson.hash(next));
            project = next;
        });
        return last;
    }

    /** Does the edit again that was undone last and returns it; empty where there is none, or a new edit came after. */
    public Optional<HistoryEntry> redo() {
        requireWritable();
        Optional<HistoryEntry> undone = history.redoable();
        undone.ifPresent(entry -> {
            Project next = after(entry.edit());
            history.recordRedo(entry, ProjectJson.hash(next));
            project = next;
        });
        return undone;
    }

    /** All edits that can be undone or redone, oldest first. */
    public List<HistoryEntry> history() {
        return history.entries();
    }

    /**
     * Replaces {@code project.json} with the project as edited. Refuses where another program changed the file since
     * it was read: opening it again makes the unsaved edits anew on top of that.
     */
    public void save() {
        requireWritable();
        opened.file().save(project);
        saved = project;
        try {
            history.recordSave(ProjectJson.hash(saved));
        } catch (ProjectFailure _) {
            // The project is saved. The next opening sees by the file's hash that the journal's steps are in it.
        }
    }

    /** True if another program changed {@code project.json} since it was read or saved here. */
    public boolean changedElsewhere() {
        return !opened.file().isAsLeft();
    }

    private void requireWritable() {
        if (access() instanceof Access.ReadOnly readOnly) {
            throw new ProjectFailure(readOnly.because());
        }
    }

    /** The runs of this project; a reader may add to them too. */
    public RunStore runs() {
        return opened.database().runs();
    }

    /** The training data as the user gave it; a relative path starts in the folder. Need not exist. */
    public Optional<Path> data() {
        try {
            return project.data().map(path()::resolve);
        } catch (InvalidPathException e) {
            throw new ProjectFailure(Sentence.of("project.folder.data_path", e.getInput()), e);
        }
    }

    /** Where this project's checkpoints lie. */
    public Path checkpoints() {
        return path().resolve("checkpoints");
    }

    /** Lets go of the folder. Edits that were not saved are there when it is opened again. */
    @Override
    public void close() {
        opened.close();
    }
}
