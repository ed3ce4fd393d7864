package dev.partita.journal;

import dev.partita.project.ProjectFailure;
import java.nio.file.Path;

/** Opens a folder and prints the sentence that it fails with. */
final class OpeningProcess {
    private OpeningProcess() {}

    public static void main(String[] arguments) {
        System.setProperty("java.io.tmpdir", arguments[1]);
        try {
            ProjectFolder.open(Path.of(arguments[0])).close();
            System.out.println("opened");
        } catch (ProjectFailure e) {
            System.out.println(e.getMessage());
        }
    }
}
