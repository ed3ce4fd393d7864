package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.project.SampleProjects;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void temporary_folder_that_takes_no_library_is_one_sentence() throws Exception {
        ProjectFolder.create(folder, SampleProjects.gptMini()).close();
        String missing = folder.resolve("missing").toString();
        Process child = ChildProcess.start(OpeningProcess.class, folder.toString(), missing);
        try (BufferedReader output = ChildProcess.output(child)) {
            List<String> lines = output.lines().toList();
            assertThat(lines).singleElement().asString().contains("could not load its native library from " + missing);
        }
    }
}
