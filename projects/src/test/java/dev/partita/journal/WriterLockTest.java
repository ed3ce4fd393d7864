package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {
    @TempDir
    Path folder;

    @BeforeEach
    void new_project() {
        ProjectFolder.create(folder, SampleProjects.gptMini()).close();
    }

    @Test
    @Timeout(120)
    void folder_is_read_only_while_another_process_writes_and_free_at_once_when_it_is_killed() throws Exception {
        Process child = ChildProcess.start(EditingProcess.class, folder.toString(), "0");
        try (BufferedReader output = ChildProcess.output(child)) {
            output.readLine();
            try (ProjectFolder mini = ProjectFolder.open(folder)) {
                assertThat(mini.access())
                        .isInstanceOfSatisfying(
                                Access.ReadOnly.class,
                                access -> assertThat(access.because().toString())
                                        .startsWith(folder + " is being edited by process " + child.pid() + " since 2")
                                        .endsWith("so it is read-only here; close it there to edit it here."));
                assertThat(mini.project().name()).isEqualTo("mini");
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            assertThat(mini.access()).isEqualTo(new Access.Writable());
        }
    }

    @Test
    @Timeout(120)
    void edits_of_two_processes_at_once_are_all_there() throws Exception {
        List<Process> children = List.of(
                ChildProcess.start(CompetingProcess.class, folder.toString(), "left"),
                ChildProcess.start(CompetingProcess.class, folder.toString(), "right"));
        for (Process child : children) {
            ChildProcess.output(child)
                    .lines()
                    .forEach(line -> assertThat(line).startsWith(folder + " is being edited by"));
            assertThat(child.waitFor()).isZero();
        }
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            List<Rule> rules =
                    mini.project().plan(Project.FIRST_PLAN).placement().rules();
            assertThat(rules).hasSize(4 + 2 * CompetingProcess.EDITS);
            assertThat(rules.stream().map(Rule::pattern).filter(pattern -> pattern.startsWith("left/")))
                    .containsExactly(
                            "left/0", "left/1", "left/2", "left/3", "left/4", "left/5", "left/6", "left/7", "left/8",
                            "left/9");
            assertThat(mini.history()).hasSize(2 * CompetingProcess.EDITS);
            assertThat(mini.notices()).isEmpty();
        }
    }

    @Test
    void second_opening_in_one_process_does_not_drop_the_lock_of_the_first() throws Exception {
        try (ProjectFolder first = ProjectFolder.open(folder)) {
            ProjectFolder.open(folder).close();
            Process other = ChildProcess.start(CompetingProcess.class, folder.toString(), "other");
            try (BufferedReader output = ChildProcess.output(other)) {
                assertThat(output.readLine())
                        .contains("is being edited by process "
                                + ProcessHandle.current().pid());
            } finally {
                other.destroyForcibly().waitFor();
            }
            first.apply(SampleEdits.place("head", 0));
        }
    }
}
