package dev.partita.journal;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.SampleEdits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Edits a folder for ever and prints the number of each step once it is acknowledged: made to be killed. */
final class EditingProcess {
    private EditingProcess() {}

    /** What a step does; each number always the same. */
    enum Kind {
        EDIT,
        UNDO,
        SAVE;

        static Kind of(int step) {
            return step % 5 == 3 ? UNDO : step % 7 == 6 ? SAVE : EDIT;
        }
    }

    static Edit edit(int step) {
        return step % 2 == 0
                ? SampleEdits.place("decoder/" + step % 96, step % 8)
                : SampleEdits.learningRate(1e-6 * (step + 1));
    }

    /** The project after so many steps. */
    static Project after(Project start, int steps) {
        List<Project> states = new ArrayList<>(List.of(start));
        for (int step = 0; step < steps; step++) {
            switch (Kind.of(step)) {
                case EDIT -> states.add(Edit.apply(states.getLast(), edit(step)));
                case UNDO -> states.removeLast();
                case SAVE -> {}
            }
        }
        return states.getLast();
    }

    public static void main(String[] arguments) {
        ProjectFolder folder = ProjectFolder.open(Path.of(arguments[0]));
        for (int step = Integer.parseInt(arguments[1]); ; step++) {
            switch (Kind.of(step)) {
                case EDIT -> folder.apply(edit(step));
                case UNDO -> folder.undo();
                case SAVE -> folder.save();
            }
            System.out.println(step + 1);
            System.out.flush();
        }
    }
}
