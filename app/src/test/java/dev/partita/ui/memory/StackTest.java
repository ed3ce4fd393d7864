package dev.partita.ui.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.profile.Profiles;
import dev.partita.program.BufferKind;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.simulation.Simulator;
import dev.partita.template.Templates;
import dev.partita.timeline.MemoryOverTime;
import dev.partita.timeline.Timeline;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTest {
    private static final Timeline STEP = step();
    private static final MemoryOverTime MEMORY = MemoryOverTime.of(STEP, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5000})
    void no_peak_is_lost_however_few_pixels_there_are(int columns) {
        Stack stack = new Stack(MEMORY, STEP.stepSeconds(), columns);
        long highest = 0;
        for (int column = 0; column < columns; column++) {
            highest = Math.max(highest, stack.top(BufferKind.COMMUNICATION, column));
        }
        assertThat(highest).isEqualTo(MEMORY.liveBytes(MEMORY.peak()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 99})
    void the_band_at_a_height_is_the_one_that_is_painted_there(int column) {
        Stack stack = new Stack(MEMORY, STEP.stepSeconds(), 100);
        assertThat(stack.at(column, 0)).contains(BufferKind.WEIGHTS);
        assertThat(stack.at(column, stack.top(BufferKind.WEIGHTS, column))).contains(BufferKind.GRADIENTS);
        assertThat(stack.at(column, stack.top(BufferKind.COMMUNICATION, column) + 1.0))
                .isEmpty();
    }

    private static Timeline step() {
        Project project = NewProject.of(
                "sample", Templates.named("gpt-mini"), ClusterSpec.of("a100-80g-sxm:1x4"), Optional.empty());
        Plan plan = project.resolve(project.activePlan());
        return switch (Compiler.compile(plan, Profiles.analytic(plan.cluster().device(0)))) {
            case Compilation.Compiled(var program) ->
                Simulator.simulate(program).timeline();
            case Compilation.Refused(var obstacles) -> throw new AssertionError(obstacles);
        };
    }
}
