package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** What the commands that change a project share: one edit, saved at once. */
final class Editing {
    private Editing() {}

    /**
     * Applies and saves the edit that is made of the project and the name of the plan that is meant.
     *
     * @return the project before and after
     */
    static Changed edit(Session session, Path folder, BiFunction<Project, String, Edit> edit) {
        try (ProjectFolder opened = session.open(folder)) {
            Project before = opened.project();
            String plan = session.planName(before);
            opened.apply(WorkFailure.ifInputIsBad(() -> edit.apply(before, plan)));
            opened.save();
            return new Changed(plan, before, opened.project());
        }
    }

    record Changed(String plan, Project before, Project after) {
        boolean changed() {
            return !before.equals(after);
        }
    }
}
