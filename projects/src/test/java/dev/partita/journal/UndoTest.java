package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.ProjectFile;
import dev.partita.project.ProjectJson;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndoTest {
    @TempDir
    Path folder;

    @BeforeEach
    void new_project() {
        ProjectFolder.create(folder, SampleProjects.gptMini()).close();
    }

    @Test
    void undo_and_redo_work_across_openings() {
        inOneGo(mini -> mini.apply(SampleEdits.place("head", 0)));
        inOneGo(mini -> assertThat(mini.undo().orElseThrow().name()).hasToString("place head on gpu:0"));
        assertThat(project()).isEqualTo(SampleProjects.gptMini());
        inOneGo(ProjectFolder::redo);
        assertThat(project()).isEqualTo(Edit.apply(SampleProjects.gptMini(), SampleEdits.place("head", 0)));
        inOneGo(mini -> assertThat(mini.redo()).isEmpty());
    }

    @Test
    void new_edit_after_undo_drops_what_could_be_redone() {
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            mini.apply(SampleEdits.place("head", 0));
            mini.apply(SampleEdits.learningRate(0.5));
            mini.undo();
            mini.undo();
            mini.apply(SampleEdits.place("embedding", 1));
            assertThat(mini.redo()).isEmpty();
            assertThat(mini.history())
                    .extracting(entry -> entry.name().toString())
                    .containsExactly("place embedding on gpu:1");
        }
    }

    @Test
    void edit_that_changes_nothing_leaves_no_trace() {
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            mini.apply(new Edit.ChangeCluster(SampleProjects.gptMini().cluster()));
            assertThat(mini.history()).isEmpty();
            assertThat(mini.undo()).isEmpty();
        }
    }

    @Test
    void project_edited_back_to_what_was_saved_is_not_dirty() {
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            mini.apply(SampleEdits.place("head", 0));
            mini.undo();
            assertThat(mini.dirty()).isFalse();
        }
    }

    /** Law: whatever was done, saved or not, a position of the history has one text, byte for byte. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_position_of_the_history_has_one_text(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> texts = new ArrayList<>(List.of(text()));
        int position = 0;
        ProjectFolder mini = ProjectFolder.open(folder);
        for (int step = 0; step < 40; step++) {
            Project before = mini.project();
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    if (!mini.apply(SampleEdits.random(random, before)).equals(before)) {
                        texts.subList(++position, texts.size()).clear();
                        texts.add(ProjectJson.write(mini.project()));
                    }
                }
                case 2 -> position -= mini.undo().isPresent() ? 1 : 0;
                case 3 -> position += mini.redo().isPresent() ? 1 : 0;
                case 4 -> {
                    mini.save();
                    assertThat(text()).as("seed %d, step %d", seed, step).isEqualTo(texts.get(position));
                }
                default -> {
                    mini.close();
                    mini = ProjectFolder.open(folder);
                }
            }
            byte[] now = ProjectJson.write(mini.project());
            assertThat(now).as("seed %d, step %d", seed, step).isEqualTo(texts.get(position));
        }
        mini.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    private void inOneGo(Consumer<ProjectFolder> command) {
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            command.accept(mini);
            mini.save();
        }
    }

    private Project project() {
        try (ProjectFolder mini = ProjectFolder.open(folder)) {
            return mini.project();
        }
    }

    private byte[] text() throws IOException {
        return Files.readAllBytes(folder.resolve(ProjectFile.NAME));
    }
}
