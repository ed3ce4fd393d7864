package dev.partita.workbench;

import dev.partita.journal.ProjectFolder;
import dev.partita.project.DiskProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a run needs of a project's folder, which stays free for edits meanwhile. */
public record RunFolder(Path path, Optional<Path> data, Path checkpoints) {
    public static RunFolder of(ProjectFolder opened) {
        return new RunFolder(opened.path(), opened.data(), opened.checkpoints());
    }

    /** Before the first step, so that no run ends without a place for its weights. */
    void makeCheckpointFolder() {
        try {
            Files.createDirectories(checkpoints);
            Files.delete(Files.createTempFile(checkpoints, "partita", ".tmp"));
        } catch (IOException e) {
            throw DiskProblem.whileWriting(checkpoints, e);
        }
    }
}
