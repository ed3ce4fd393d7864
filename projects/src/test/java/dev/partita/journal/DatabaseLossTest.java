package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.history.ProjectDatabase;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.FileBoundary;
import dev.partita.project.ProjectFailure;
import dev.partita.project.ProjectFile;
import dev.partita.project.ProjectJson;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseLossTest {
    private static final Edit EDIT = SampleEdits.place("head", 0);
    private static final Project EDITED = Edit.apply(SampleProjects.gptMini(), EDIT);

    @TempDir
    Path temporary;

    private Path folder;
    private Path database;

    @BeforeEach
    void edited_and_saved_project() {
        folder = temporary.resolve("mini 100% #1? ünï");
        database = folder.resolve(ProjectDatabase.FILE);
        try (ProjectFolder mini = ProjectFolder.create(folder, SampleProjects.gptMini())) {
            mini.apply(EDIT);
            mini.save();
        }
    }

    @Test
    void folder_with_any_characters_in_its_name_keeps_its_history() {
        assertThat(database).exists();
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.undo()).isPresent();
            assertThat(mini.notices()).isEmpty();
        }
    }

    @Test
    void deleted_database_starts_anew_and_says_so() throws IOException {
        Files.delete(database);
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.project()).isEqualTo(EDITED);
            assertThat(mini.notices())
                    .singleElement()
                    .asString()
                    .contains("no " + database)
                    .contains("starts anew");
            assertThat(mini.undo()).isEmpty();
            mini.apply(SampleEdits.place("embedding", 1));
            assertThat(mini.undo()).isPresent();
        }
    }

    @Test
    void text_in_the_database_s_place_is_set_aside() throws IOException {
        Files.writeString(
                database,
                "this is no database, and longer than a header of SQLite is, which has 100 bytes.".repeat(100));
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.project()).isEqualTo(EDITED);
            assertThat(mini.access()).isEqualTo(new Access.Writable());
            assertThat(mini.notices()).singleElement().asString().contains("set aside as partita.db.damaged-1");
        }
        assertThat(folder.resolve("partita.db.damaged-1")).content().startsWith("this is no database");
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.notices()).isEmpty();
        }
    }

    /** Law: whatever bytes of the database are overwritten, the project opens as saved and can be edited and saved. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damaged_database_never_keeps_the_project_from_opening(int seed) throws IOException {
        Random random = new Random(seed);
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            for (int hit = 0; hit <= seed; hit++) {
                file.seek(random.nextLong(file.length()));
                byte[] noise = new byte[random.nextInt(1, 2000)];
                random.nextBytes(noise);
                file.write(noise);
            }
        }
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.project()).as("seed %d", seed).isEqualTo(EDITED);
            mini.apply(SampleEdits.cluster("virtual:4"));
            mini.save();
        }
        assertThat(new ProjectFile(folder, FileBoundary.DISK)
                        .load()
                        .project()
                        .cluster()
                        .notation())
                .isEqualTo("virtual:4");
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @Test
    void file_changed_by_another_program_wins_and_unsaved_edits_go_on_top() throws IOException {
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            mini.apply(SampleEdits.place("embedding", 1));
        }
        Project other = Edit.apply(SampleProjects.gptMini(), SampleEdits.cluster("virtual:3"));
        Files.write(folder.resolve(ProjectFile.NAME), ProjectJson.write(other));

        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.project()).isEqualTo(Edit.apply(other, SampleEdits.place("embedding", 1)));
            assertThat(mini.notices()).singleElement().asString().contains("is not as Partita left it");
            assertThat(mini.history())
                    .extracting(entry -> entry.name().toString())
                    .containsExactly("place embedding on gpu:1");
            mini.undo();
            assertThat(mini.project()).isEqualTo(other);
        }
    }

    @Test
    void save_over_a_change_of_another_program_is_refused() throws IOException {
        byte[] other = ProjectJson.write(Edit.apply(SampleProjects.gptMini(), SampleEdits.cluster("virtual:3")));
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            mini.apply(SampleEdits.place("embedding", 1));
            Files.write(folder.resolve(ProjectFile.NAME), other);
            assertThatThrownBy(mini::save)
                    .isInstanceOf(ProjectFailure.class)
                    .hasMessageContaining("was changed by another program since it was opened");
            assertThat(mini.dirty()).isTrue();
        }
        assertThat(folder.resolve(ProjectFile.NAME)).hasBinaryContent(other);
    }

    @Test
    void file_that_only_looks_different_keeps_its_history() throws IOException {
        Path file = folder.resolve(ProjectFile.NAME);
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.notices()).isEmpty();
            assertThat(mini.undo()).isPresent();
        }
    }

    @Test
    void newer_format_opens_read_only_and_is_left_as_it_is() throws IOException {
        Path file = folder.resolve(ProjectFile.NAME);
        String newer = Files.readString(file).replace("\"format\": 4,", "\"format\": 5, \"tenants\": [],");
        Files.writeString(file, newer);
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.project()).isEqualTo(EDITED);
            assertThatThrownBy(() -> mini.apply(EDIT))
                    .isInstanceOf(ProjectFailure.class)
                    .hasMessageContaining("has format 5 of a newer Partita");
            assertThatThrownBy(mini::save).isInstanceOf(ProjectFailure.class);
        }
        assertThat(file).hasContent(newer);
    }
}
