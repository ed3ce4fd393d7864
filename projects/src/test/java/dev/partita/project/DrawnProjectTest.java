package dev.partita.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawnProjectTest {
    /** Law: every change of a drawing is taken back and made again to the byte, and what is saved is read back. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void do_undo_redo_restores_the_same_bytes(long seed) {
        Random random = new Random(seed);
        List<Project> states = new ArrayList<>(List.of(SampleProjects.gptMini()));
        List<Edit> edits = new ArrayList<>();
        List<Edit> inverses = new ArrayList<>();
        for (int step = 0; step < 30; step++) {
            Edit edit = SampleGraphEdits.fitting(random, states.getLast());
            inverses.add(Edit.inverse(states.getLast(), edit));
            edits.add(edit);
            states.add(Edit.apply(states.getLast(), edit));
        }
        Project project = states.getLast();
        for (int step = edits.size() - 1; step >= 0; step--) {
            project = Edit.apply(project, readBack(inverses.get(step)));
            assertThat(ProjectJson.write(project)).isEqualTo(ProjectJson.write(states.get(step)));
        }
        for (int step = 0; step < edits.size(); step++) {
            project = Edit.apply(project, readBack(edits.get(step)));
            assertThat(ProjectJson.write(project)).isEqualTo(ProjectJson.write(states.get(step + 1)));
        }
        assertThat(ProjectJson.read(ProjectJson.write(project))).isEqualTo(project);
        assertThat(project.model().graph()).isEqualTo(states.getLast().model().graph());
    }

    /** 96 blocks, eight devices, and a change in each of 200 places. */
    @Test
    void a_large_model_with_many_changes_stays_small() {
        Project project = NewProject.of(
                "large", Templates.named("gpt3-175b"), ClusterSpec.of("a100-80g-sxm:1x8"), Optional.empty());
        Random random = new Random(5);
        for (int change = 0; change < 200; change++) {
            project = Edit.apply(project, SampleGraphEdits.fitting(random, project));
        }
        assertThat(ProjectJson.write(project)).hasSizeLessThan(100_000);
    }

    private static Edit readBack(Edit edit) {
        return ProjectJson.readEdit(ProjectJson.write(edit));
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }
}
