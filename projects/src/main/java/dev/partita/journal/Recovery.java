package dev.partita.journal;

import dev.partita.history.EditHistory;
import dev.partita.history.JournalStep;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.ModelFiles;
import dev.partita.project.ProjectFailure;
import dev.partita.project.ProjectJson;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings {@code project.json} and the journal together when a folder is opened.
 *
 * <p>Each step of the journal carries the hash of the project after it, and the database the hash of the project when
 * it was last saved. The file's own hash then says how far it got: the steps after it are unsaved. That holds too
 * where the process was killed between replacing the file and saying so in the database. A file with an unknown hash
 * was changed by another program; it wins, the history that led elsewhere is forgotten, and unsaved edits are made
 * again on top, where undo takes them back.
 *
 * @param project the project as it was when the last edit was acknowledged
 */
record Recovery(Project project, Optional<Sentence> notice) {
    static Recovery of(EditHistory history, Project saved, Path file) {
        Optional<EditHistory.State> state = history.state();
        String hash = ProjectJson.hash(saved);
        if (state.isEmpty()) {
            history.startAnew(hash, List.of());
            return new Recovery(saved, Optional.empty());
        }
        List<JournalStep> steps = state.get().unsaved();
        Optional<Project> replayed = state.get().format() == ProjectJson.FORMAT
                ? replay(file, saved, steps.subList(Math.max(0, reached(state.get(), hash)), steps.size()))
                : Optional.empty();
        if (reached(state.get(), hash) < 0 || replayed.isEmpty() || !isLast(steps, replayed.get())) {
            return startAnew(history, saved, steps, file);
        }
        if (replayed.get().equals(saved)) {
            history.recordSave(hash);
            return new Recovery(saved, Optional.empty());
        }
        return new Recovery(replayed.get(), Optional.of(Sentence.of("project.recovery.recovered")));
    }

    /** How many steps the file contains: all up to the last that left it as it is; -1 where none did. */
    private static int reached(EditHistory.State state, String hash) {
        List<JournalStep> steps = state.unsaved();
        for (int done = steps.size(); done > 0; done--) {
            if (steps.get(done - 1).hashAfter().equals(hash)) {
                return done;
            }
        }
        return state.savedHash().equals(hash) ? 0 : -1;
    }

    private static boolean isLast(List<JournalStep> steps, Project project) {
        return steps.isEmpty() || steps.getLast().hashAfter().equals(ProjectJson.hash(project));
    }

    private static Optional<Project> replay(Path file, Project saved, List<JournalStep> steps) {
        try {
            Project project = saved;
            for (JournalStep step : steps) {
                project = Edit.apply(project, ProjectJson.readEdit(step.step()));
                ModelFiles.makeKnown(file.resolveSibling(""), project.model());
            }
            return Optional.of(project);
        } catch (ProjectFailure | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Recovery startAnew(EditHistory history, Project saved, List<JournalStep> steps, Path file) {
        List<EditHistory.Recorded> recorded = new ArrayList<>();
        Project project = saved;
        int lost = 0;
        for (JournalStep step : steps) {
            try {
                Edit edit = ProjectJson.readEdit(step.step());
                Project next = Edit.apply(project, edit);
                recorded.add(new EditHistory.Recorded(edit, Edit.inverse(project, edit), ProjectJson.hash(next)));
                project = next;
                ModelFiles.makeKnown(file.resolveSibling(""), project.model());
            } catch (ProjectFailure | IllegalArgumentException e) {
                lost++;
            }
        }
        history.startAnew(ProjectJson.hash(saved), recorded);
        return new Recovery(project, Optional.of(notice(file, recorded.size(), lost)));
    }

    private static Sentence notice(Path file, int recovered, int lost) {
        Sentence anew = Sentence.of("project.recovery.anew", file);
        List<Sentence> findings = new ArrayList<>(List.of(anew));
        if (recovered > 0) {
            findings.add(Sentence.of("project.recovery.made_again", recovered));
        }
        if (lost > 0) {
            findings.add(Sentence.of("project.recovery.lost", lost));
        }
        return Sentence.of("project.recovery.notice", Listing.findings(findings));
    }
}
