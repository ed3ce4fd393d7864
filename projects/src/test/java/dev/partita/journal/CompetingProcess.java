package dev.partita.journal;

import dev.partita.project.SampleEdits;
import java.nio.file.Path;

/** Makes ten edits as ten commands would, each opening, editing, saving and closing; waits while another writes. */
final class CompetingProcess {
    static final int EDITS = 10;

    private CompetingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        int made = 0;
        while (made < EDITS) {
            try (ProjectFolder folder = ProjectFolder.open(Path.of(arguments[0]))) {
                if (folder.access() instanceof Access.Writable) {
                    folder.apply(SampleEdits.place(arguments[1] + "/" + made, 0));
                    folder.save();
                    made++;
                } else {
                    System.out.println(((Access.ReadOnly) folder.access()).because());
                }
            }
            Thread.sleep(5);
        }
    }
}
