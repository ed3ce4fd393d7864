package dev.partita.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.simulation.Simulation;
import dev.partita.template.Templates;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Timeline;
import dev.partita.ui.NoKernels;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredTimelineTest {
    private static Simulation simulated(String cluster) {
        try (LocalRuntime runtime = NoKernels.runtime()) {
            var project = NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of(cluster), Optional.empty());
            return PlanCheck.of(project, "A", runtime).simulation();
        }
    }

    @Test
    void a_kept_timeline_comes_back_task_by_task_on_the_program_of_its_plan() {
        Timeline timeline = simulated("virtual:2").timeline();
        Timeline back = StoredTimeline.of(timeline.program(), Clock.WALL, TaskIntervals.of(timeline))
                .orElseThrow();
        assertThat(back.startSeconds()).isEqualTo(timeline.startSeconds());
        assertThat(back.endSeconds()).isEqualTo(timeline.endSeconds());
    }

    @Test
    void a_timeline_of_another_program_is_refused() {
        Timeline kept = simulated("virtual:2").timeline();
        Timeline other = simulated("virtual:3").timeline();
        assertThat(StoredTimeline.of(other.program(), Clock.WALL, TaskIntervals.of(kept)))
                .isEmpty();
    }
}
