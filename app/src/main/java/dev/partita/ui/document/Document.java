package dev.partita.ui.document;

import dev.partita.checks.CheckReport;
import dev.partita.checks.Evaluation;
import dev.partita.graph.GraphShapes;
import dev.partita.graph.ModelGraph;
import dev.partita.history.HistoryEntry;
import dev.partita.journal.Access;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.Edit;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.program.DividedLayers;
import dev.partita.project.ProjectFailure;
import dev.partita.text.Wording;
import dev.partita.timeline.Timeline;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One open project. Everything the views show is a property here and changes on the JavaFX thread; every change is an
 * {@link Edit} that is on the medium when {@link #send} returns. What follows from the project is found in the
 * background: first {@link #evaluation()}, within a frame or so, then {@link #report()} with what would help.
 */
public final class Document implements AutoCloseable {
    private final ProjectFolder folder;
    private final Notices notices;
    private final Derivation derivation;
    private final Selection selection = new Selection();
    private final ReadOnlyObjectWrapper<Project> project = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Plan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<HistoryEntry>> history = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Timeline>> measured = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Timeline>> compared = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunProgress>> runProgress =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Wording>> missingModel = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Plan>> comparedWith = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final LiveUse liveUse = new LiveUse();
    private final KnownShapes shapes = new KnownShapes();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

    /** Takes over the folder and closes it with the document. */
    public Document(ProjectFolder folder, LocalRuntime runtime, Notices notices) {
        this(folder, runtime, notices, CompletableFuture.completedFuture(null));
    }

    /** @param begin nothing is found of the plan before this: its picture comes first */
    public Document(ProjectFolder folder, LocalRuntime runtime, Notices notices, CompletableFuture<?> begin) {
        this.folder = folder;
        this.notices = notices;
        this.derivation = new Derivation(runtime, notices, begin);
        folder.notices().forEach(notices::tell);
        refresh();
    }

    public Path path() {
        return folder.path();
    }

    /** The folder itself, for runs and data; edits go through {@link #send}. */
    public ProjectFolder folder() {
        return folder;
    }

    public boolean writable() {
        return folder.access() instanceof Access.Writable;
    }

    public ReadOnlyObjectProperty<Project> project() {
        return project.getReadOnlyProperty();
    }

    public String planName() {
        return project.get().activePlan();
    }

    /** The active plan, as edited just now. */
    public ReadOnlyObjectProperty<Plan> plan() {
        return plan.getReadOnlyProperty();
    }

    /**
     * The shapes of a plan's model, which may be wrong in places. On any thread; a large model takes longer than a frame
     * the first time it is asked for, so that views ask in the background before they need them.
     */
    public GraphShapes shapes(Plan of) {
        return shapes.of(of);
    }

    /** Why the project's model is not there and the plan has no layers; empty as long as it is there. */
    public ReadOnlyObjectProperty<Optional<Wording>> missingModel() {
        return missingModel.getReadOnlyProperty();
    }

    /** Memory, links and times of the plan; for a moment after an edit still those of the plan before. */
    public ReadOnlyObjectProperty<Optional<Evaluation>> evaluation() {
        return derivation.evaluation();
    }

    /** How the plan's layers are divided over meshes; follows the evaluation. */
    public ReadOnlyObjectProperty<DividedLayers> divided() {
        return derivation.divided();
    }

    /** The diagnostics of the plan with their fixes; follows the evaluation. */
    public ReadOnlyObjectProperty<Optional<CheckReport>> report() {
        return derivation.report();
    }

    /** Where a drag would lead; empty while nothing is dragged. */
    public ReadOnlyObjectProperty<Optional<Evaluation>> trial() {
        return derivation.trial();
    }

    /** The plan that the one in hand is being compared with; empty while none is. */
    public ReadOnlyObjectProperty<Optional<Plan>> comparedWith() {
        return comparedWith.getReadOnlyProperty();
    }

    public void compareWith(Optional<Plan> other) {
        comparedWith.set(other);
    }

    /** A step that was really taken, by the last run or by one that was asked for; its program may be another plan's. */
    public ReadOnlyObjectProperty<Optional<Timeline>> measured() {
        return measured.getReadOnlyProperty();
    }

    public void measured(Timeline step) {
        measured.set(Optional.of(step));
        compare(measured.get());
    }

    /** The measured step that views show beside the prediction: that of {@link #measured()}, or of a run that was chosen. */
    public ReadOnlyObjectProperty<Optional<Timeline>> compared() {
        return compared.getReadOnlyProperty();
    }

    public void compare(Optional<Timeline> step) {
        compared.set(step);
    }

    /** True while {@link #report()} is not yet that of the plan. */
    public ReadOnlyBooleanProperty checking() {
        return derivation.checking();
    }

    /**
     * How much of what this machine's times are predicted from is measured; empty while nothing is. Meanwhile
     * {@link #evaluation()} is an estimate.
     */
    public ReadOnlyObjectProperty<OptionalDouble> measuring() {
        return derivation.measuring();
    }

    /** What the devices do while a run trains. */
    public LiveUse liveUse() {
        return liveUse;
    }

    /** The run under way; empty while there is none. */
    public ReadOnlyObjectProperty<Optional<RunProgress>> runProgress() {
        return runProgress.getReadOnlyProperty();
    }

    public void runProgress(Optional<RunProgress> progress) {
        runProgress.set(progress);
    }

    public Selection selection() {
        return selection;
    }

    /** True if something is not yet in {@code project.json}; undoing back to what was saved clears it. */
    public ReadOnlyBooleanProperty dirty() {
        return dirty.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /** All edits that can be undone or redone, oldest first. */
    public ReadOnlyObjectProperty<List<HistoryEntry>> history() {
        return history.getReadOnlyProperty();
    }

    /** Applies an edit; what refuses it is told to the user. Returns whether it was applied. */
    public boolean send(Edit edit) {
        return attempt(() -> folder.apply(edit)).isPresent();
    }

    /** Shows where an edit would lead, without making it; a newer call overtakes an older one. */
    public void tryOut(Edit edit) {
        derivation.tryOut(() -> Edit.apply(project.get(), edit).resolve(planName()));
    }

    /**
     * Finds where each of several edits would lead and reads it, both off the JavaFX thread, and tells it there by the
     * edit's number; a newer call overtakes an older one.
     */
    public <T> void predictEach(List<Edit> edits, Function<Evaluation, T> reading, BiConsumer<Integer, T> found) {
        Project now = project.get();
        String name = planName();
        derivation.predictEach(
                edits.stream()
                        .<Supplier<Plan>>map(edit -> () -> Edit.apply(now, edit).resolve(name))
                        .toList(),
                reading,
                found);
    }

    /** Nobody waits any more for what {@link #predictEach} finds. */
    public void endPredicting() {
        derivation.endPredicting();
    }

    /** Ends what {@link #tryOut} showed. */
    public void endTrial() {
        derivation.endTrial();
    }

    public Optional<HistoryEntry> undo() {
        return attempt(folder::undo).flatMap(done -> done);
    }

    public Optional<HistoryEntry> redo() {
        return attempt(folder::redo).flatMap(done -> done);
    }

    /** Undoes or redoes until the entry at this position is the last one done; 0 undoes all. */
    public void goTo(long position) {
        attempt(() -> {
            while (doneUpTo() > position && folder.undo().isPresent()) {}
            while (doneUpTo() < position && folder.redo().isPresent()) {}
            return true;
        });
    }

    private long doneUpTo() {
        return folder.history().stream()
                .filter(HistoryEntry::done)
                .mapToLong(HistoryEntry::position)
                .max()
                .orElse(0);
    }

    public boolean save() {
        return attempt(() -> {
                    folder.save();
                    return true;
                })
                .isPresent();
    }

    /** Takes back what is not yet in {@code project.json}. */
    public void discardUnsaved() {
        attempt(() -> {
            while (folder.dirty() && folder.undo().isPresent()) {}
            return true;
        });
    }

    private <T> Optional<T> attempt(Supplier<T> change) {
        try {
            T result = change.get();
            refresh();
            return Optional.of(result);
        } catch (ProjectFailure | IllegalArgumentException refusal) {
            notices.fail(refusal);
            refresh();
            return Optional.empty();
        }
    }

    private void refresh() {
        history.set(folder.history());
        dirty.set(folder.dirty());
        canUndo.set(writable() && history.get().stream().anyMatch(HistoryEntry::done));
        canRedo.set(writable() && history.get().stream().anyMatch(entry -> !entry.done()));
        if (folder.project().equals(project.get())) {
            return;
        }
        project.set(folder.project());
        try {
            Plan next = resolved();
            plan.set(next);
            derivation.derive(next, planName());
        } catch (IllegalArgumentException refusal) {
            notices.fail(refusal);
        }
    }

    /** The plan; where its model is not there, one without layers, so that all else of the project can be seen. */
    private Plan resolved() {
        Project current = project.get();
        try {
            Plan found = current.resolve(planName());
            missingModel.set(Optional.empty());
            return found;
        } catch (IllegalArgumentException noModel) {
            Plan empty = new Plan(
                    new ModelGraph(current.name(), List.of(), List.of()),
                    current.cluster().toCluster(),
                    new Placement(List.of(new Rule("**", List.of(0)))),
                    current.plan(planName()).training());
            missingModel.set(Optional.of(Notices.sentence(noModel)));
            return empty;
        }
    }

    /** Lets go of the folder; edits that were not saved are there when it is opened again. */
    @Override
    public void close() {
        derivation.close();
        folder.close();
    }
}
