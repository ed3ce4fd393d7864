package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.plan.Edit;
import dev.partita.project.ProjectFailure;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFolderTest {
    @TempDir
    Path temporary;

    @Test
    void edit_and_save_are_there_when_the_folder_is_opened_again() {
        Edit edit = SampleEdits.place("decoder/3", 0);
        try (ProjectFolder mini = ProjectFolder.create(temporary.resolve("mini"), SampleProjects.gptMini())) {
            mini.apply(edit);
            assertThat(mini.dirty()).isTrue();
            mini.save();
            assertThat(mini.dirty()).isFalse();
        }
        try (ProjectFolder again = ProjectFolder.open(temporary.resolve("mini"))) {
            assertThat(again.project()).isEqualTo(Edit.apply(SampleProjects.gptMini(), edit));
            assertThat(again.access()).isEqualTo(new Access.Writable());
            assertThat(again.notices()).isEmpty();
        }
    }

    @Test
    void folder_with_a_project_is_not_created_over() {
        ProjectFolder.create(temporary, SampleProjects.gptMini()).close();
        assertThatThrownBy(() -> ProjectFolder.create(temporary, SampleProjects.gptMini()))
                .isInstanceOf(ProjectFailure.class)
                .hasMessageContaining("already holds a project");
    }

    @Test
    void second_opener_reads_only_and_learns_who_writes() {
        try (ProjectFolder first = ProjectFolder.create(temporary, SampleProjects.gptMini());
                ProjectFolder second = ProjectFolder.open(temporary)) {
            assertThat(second.project()).isEqualTo(first.project());
            assertThatThrownBy(() -> second.apply(SampleEdits.place("head", 0)))
                    .isInstanceOf(ProjectFailure.class)
                    .hasMessageContaining("process (" + ProcessHandle.current().pid() + ")");
        }
        try (ProjectFolder third = ProjectFolder.open(temporary)) {
            assertThat(third.access()).isEqualTo(new Access.Writable());
        }
    }
}
