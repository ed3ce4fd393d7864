package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.history.ProjectDatabase;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.FileBoundary;
import dev.partita.project.ProjectFile;
import dev.partita.project.ProjectJson;
import dev.partita.project.SampleProjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillTest {
    @TempDir
    Path folder;

    /** A child edits, saves and undoes until it is killed, again and again in one folder. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    @Timeout(300)
    void kill_at_any_moment_loses_no_acknowledged_edit(long seed) throws Exception {
        Random random = new Random(seed);
        ProjectFolder.create(folder, SampleProjects.gptMini()).close();
        int steps = 0;
        for (int kill = 0; kill < 5; kill++) {
            int acknowledged = editUntilKilled(steps, random.nextInt(300), random.nextInt(60));
            assertThat(acknowledged).isGreaterThan(steps);
            assertThat(new ProjectFile(folder, FileBoundary.DISK).load().format())
                    .isEqualTo(ProjectJson.FORMAT);
            try (ProjectFolder mini = ProjectFolder.open(folder)) {
                assertThat(mini.access()).isEqualTo(new Access.Writable());
                assertThat(mini.notices())
                        .allMatch(notice -> notice.toString().startsWith("Edits that were not saved"));
                // The step in the making may have come through without being acknowledged.
                boolean oneMore = !mini.project().equals(state(acknowledged));
                steps = oneMore ? acknowledged + 1 : acknowledged;
                assertThat(mini.project())
                        .as("seed %d, kill %d, step %d", seed, kill, steps)
                        .isEqualTo(state(steps));
            }
        }
    }

    private int editUntilKilled(int firstStep, int steps, int milliseconds) throws Exception {
        Process child = ChildProcess.start(EditingProcess.class, folder.toString(), String.valueOf(firstStep));
        try (BufferedReader output = ChildProcess.output(child)) {
            int acknowledged = 0;
            String line = output.readLine();
            while (line != null) {
                acknowledged = Integer.parseInt(line);
                if (acknowledged == firstStep + 1 + steps) {
                    Thread.sleep(milliseconds);
                    // Unlike the process itself, its handle leaves open what was printed before the kill.
                    child.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
            child.waitFor();
            return acknowledged;
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static Project state(int steps) {
        return EditingProcess.after(SampleProjects.gptMini(), steps);
    }

    /** What a power cut leaves of the database's log may end anywhere: the edits before that are there. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void half_written_record_is_ignored(long seed) throws IOException {
        Path torn = folder.resolve("torn");
        try (ProjectFolder mini = ProjectFolder.create(folder.resolve("whole"), SampleProjects.gptMini())) {
            for (int step = 0; step < 6; step++) {
                mini.apply(EditingProcess.edit(step));
            }
            copy(folder.resolve("whole"), torn);
        }
        try (RandomAccessFile log =
                new RandomAccessFile(torn.resolve(ProjectDatabase.FILE + "-wal").toFile(), "rw")) {
            log.setLength(log.length() - new Random(seed).nextLong(log.length() / 2));
        }
        try (ProjectFolder mini = ProjectFolder.open(torn)) {
            assertThat(IntStream.rangeClosed(0, 6).mapToObj(KillTest::editsAlone))
                    .as("seed %d", seed)
                    .contains(mini.project());
            assertThat(mini.history()).hasSizeLessThan(7);
        }
    }

    private static Project editsAlone(int edits) {
        Project project = SampleProjects.gptMini();
        for (int step = 0; step < edits; step++) {
            project = Edit.apply(project, EditingProcess.edit(step));
        }
        return project;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().endsWith("-shm")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void edits_without_a_save_are_there_at_the_next_opening() {
        try (ProjectFolder mini = ProjectFolder.create(folder, SampleProjects.gptMini())) {
            mini.apply(EditingProcess.edit(0));
        }
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.project()).isEqualTo(editsAlone(1));
            assertThat(mini.dirty()).isTrue();
            assertThat(mini.notices())
                    .singleElement()
                    .hasToString("Edits that were not saved were recovered; save or undo them.");
            mini.undo();
            assertThat(mini.dirty()).isFalse();
        }
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.notices()).isEmpty();
        }
    }
}
