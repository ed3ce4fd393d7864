package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.FaultyDisk;
import dev.partita.project.ProjectFailure;
import dev.partita.project.ProjectFile;
import dev.partita.project.ProjectJson;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskFailureTest {
    private static final Edit EDIT = SampleEdits.place("head", 0);
    private static final Project EDITED = Edit.apply(SampleProjects.gptMini(), EDIT);

    @TempDir
    Path temporary;

    static Stream<IOException> failures() {
        return Stream.of(
                new FileSystemException("project.json.tmp", null, "No space left on device"),
                new FileSystemException("project.json", null, "Read-only file system"),
                new AccessDeniedException("project.json"));
    }

    /** Each operation of a save fails in turn; the file is whole every time and the edit is never lost. */
    @ParameterizedTest
    @MethodSource("failures")
    void failed_save_leaves_a_whole_file_and_keeps_the_edit(IOException failure) throws IOException {
        List<String> failed = new ArrayList<>();
        for (int operation = 1; failed.size() < 3; operation++) {
            Path folder = temporary.resolve("operation " + operation);
            ProjectFolder.create(folder, SampleProjects.gptMini()).close();
            FaultyDisk disk = new FaultyDisk(failure, operation);
            try (ProjectFolder mini = ProjectFolder.open(folder, disk)) {
                mini.apply(EDIT);
                ProjectFailure thrown = catchThrowableOfType(ProjectFailure.class, mini::save);
                assertThat(thrown.getMessage())
                        .contains("project.json could not be written because")
                        .endsWith(".");
                assertThat(thrown.getMessage()).doesNotContain("\n");
                assertThat(mini.dirty()).isTrue();
            }
            failed.add(disk.failed());
            boolean renamed = disk.failed().equals("syncFolder");
            assertThat(folder.resolve(ProjectFile.NAME))
                    .hasBinaryContent(ProjectJson.write(renamed ? EDITED : SampleProjects.gptMini()));
            assertThat(folder.resolve("project.json.tmp")).doesNotExist();
            try (ProjectFolder again = ProjectFolder.open(folder)) {
                assertThat(again.project()).isEqualTo(EDITED);
            }
        }
        assertThat(failed).containsExactly("writeSynced", "rename", "syncFolder");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void save_after_a_failed_one_succeeds(int operation) {
        ProjectFolder.create(temporary, SampleProjects.gptMini()).close();
        FaultyDisk disk = new FaultyDisk(new FileSystemException("x", null, "No space left on device"), operation);
        try (ProjectFolder mini = ProjectFolder.open(temporary, disk)) {
            mini.apply(EDIT);
            assertThatThrownBy(mini::save).isInstanceOf(ProjectFailure.class);
            mini.apply(SampleEdits.cluster("virtual:4"));
            mini.save();
            assertThat(mini.dirty()).isFalse();
            assertThat(temporary.resolve(ProjectFile.NAME)).hasBinaryContent(ProjectJson.write(mini.project()));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failed_creation_is_one_sentence_and_leaves_no_half_project(IOException failure) {
        List<String> failed = new ArrayList<>();
        for (int operation = 0; failed.size() < 5; operation++) {
            Path folder = temporary.resolve("operation " + operation);
            FaultyDisk disk = new FaultyDisk(failure, operation);
            ProjectFailure thrown = catchThrowableOfType(
                    ProjectFailure.class, () -> ProjectFolder.create(folder, SampleProjects.gptMini(), disk));
            assertThat(thrown.getMessage()).startsWith(folder.toString()).doesNotContain("\n");
            failed.add(disk.failed());
            if (!disk.failed().equals("syncFolder")) {
                assertThat(folder.resolve(ProjectFile.NAME)).doesNotExist();
                ProjectFolder.create(folder, SampleProjects.gptMini()).close();
            }
        }
        assertThat(failed).containsExactly("createFolder", "openLockFile", "writeSynced", "rename", "syncFolder");
    }

    @Test
    void folder_that_cannot_be_written_opens_read_only() {
        ProjectFolder.create(temporary, SampleProjects.gptMini()).close();
        FaultyDisk disk = new FaultyDisk(new AccessDeniedException("partita.lock"), 0);
        try (ProjectFolder mini = ProjectFolder.open(temporary, disk)) {
            assertThat(mini.project()).isEqualTo(SampleProjects.gptMini());
            assertThat(mini.access())
                    .isInstanceOfSatisfying(
                            Access.ReadOnly.class,
                            access -> assertThat(access.because().toString())
                                    .isEqualTo(temporary
                                            + " cannot be written (partita.lock), so it is read-only; make the"
                                            + " folder writable or copy it to edit it."));
        }
    }
}
