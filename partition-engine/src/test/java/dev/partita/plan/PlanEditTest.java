package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanEditTest {
    private static final Project PROJECT =
            NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of("virtual:2"), Optional.empty());
    private static final Training SLOW =
            NewProject.training(Templates.named("alexnet-fashion").recipe());

    static Stream<Edit> edits() {
        Edit place = new Edit.Place(Project.FIRST_PLAN, new Rule("decoder/1", List.of(1)));
        Edit cluster = new Edit.ChangeCluster(ClusterSpec.of("virtual:3"));
        return Stream.of(
                place,
                cluster,
                new Edit.ReplacePlacement(Project.FIRST_PLAN, new Placement(List.of())),
                new Edit.ChangeTraining(Project.FIRST_PLAN, SLOW),
                new Edit.ChangeData(Optional.of("text.txt")),
                new Edit.Several(List.of(cluster, place)));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void a_plan_after_an_edit_is_the_plan_of_the_edited_project(Edit edit) {
        assertThat(PROJECT.resolve(Project.FIRST_PLAN).after(edit))
                .isEqualTo(Edit.apply(PROJECT, edit).resolve(Project.FIRST_PLAN));
    }
}
