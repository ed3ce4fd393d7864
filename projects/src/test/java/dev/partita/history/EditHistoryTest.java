package dev.partita.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.project.ProjectFailure;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditHistoryTest {
    @TempDir
    Path folder;

    @BeforeEach
    void new_history() {
        try (ProjectDatabase database = open()) {
            database.edits().startAnew("hash 0", List.of());
        }
    }

    @Test
    void full_disk_refuses_the_edit_and_keeps_those_before() throws Exception {
        try (ProjectDatabase database = open()) {
            EditHistory history = database.edits();
            history.record(edit("head"));
            fillDisk(database);
            assertThatThrownBy(() -> history.record(edit("x".repeat(1 << 20))))
                    .isInstanceOf(ProjectFailure.class)
                    .hasMessage("Partita could not write the edit to " + folder.resolve("partita.db")
                            + " because the disk is full; free some space and try again.");
            assertThat(history.entries())
                    .extracting(entry -> entry.name().toString())
                    .containsExactly("place head on gpu:0");
        }
        try (ProjectDatabase database = open()) {
            assertThat(database.edits().state().orElseThrow().unsaved()).hasSize(1);
        }
    }

    private static void fillDisk(ProjectDatabase database) {
        database.read("project.part.edit", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA max_page_count = 1");
            }
        });
    }

    @Test
    void history_keeps_the_last_thousand_edits() {
        try (ProjectDatabase database = open()) {
            EditHistory history = database.edits();
            List<EditHistory.Recorded> edits = Collections.nCopies(EditHistory.KEPT + 5, edit("head"));
            history.startAnew("hash 0", edits);
            assertThat(history.entries()).hasSize(EditHistory.KEPT);
            assertThat(history.entries().getFirst().position()).isEqualTo(6);
            assertThat(history.state().orElseThrow().unsaved()).hasSize(EditHistory.KEPT + 5);
        }
    }

    @Test
    void database_of_a_newer_partita_is_left_alone() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("partita.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        OpenedDatabase opened = ProjectDatabase.open(folder, true);
        try (ProjectDatabase database = opened.database()) {
            assertThat(opened.hidesSteps()).isTrue();
            assertThat(opened.notice())
                    .get()
                    .asString()
                    .endsWith("was written by a newer Partita; use that to see it.");
            assertThat(database.edits().state()).isEmpty();
        }
    }

    @Test
    void database_of_an_older_partita_keeps_its_runs_and_lets_them_have_notes() throws Exception {
        long run;
        try (ProjectDatabase database = open()) {
            run = database.runs().begin(RunStoreTest.start(SampleProjects.gptMini()));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("partita.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE run_note");
            statement.execute("DROP TABLE run_tag");
            statement.execute("PRAGMA user_version = 1");
        }
        try (ProjectDatabase database = open()) {
            database.runs().describe(run, RunNote.of("kept", "old"));
            assertThat(database.runs().get(run).orElseThrow().note()).isEqualTo(RunNote.of("kept", "old"));
        }
    }

    @Test
    void database_of_another_program_is_set_aside() throws Exception {
        Files.delete(folder.resolve("partita.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("partita.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 1");
            statement.execute("CREATE TABLE edit (song TEXT)");
        }
        OpenedDatabase opened = ProjectDatabase.open(folder, true);
        try (ProjectDatabase database = opened.database()) {
            assertThat(opened.notice()).get().asString().contains("set aside as partita.db.damaged-1");
            assertThat(database.edits().entries()).isEmpty();
        }
    }

    private ProjectDatabase open() {
        return ProjectDatabase.open(folder, true).database();
    }

    private static EditHistory.Recorded edit(String pattern) {
        Edit edit = SampleEdits.place(pattern, 0);
        return new EditHistory.Recorded(edit, new Edit.ChangeCluster(ClusterSpec.of("virtual:2")), "hash 1");
    }
}
