package dev.partita.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.plan.Schedule;
import dev.partita.program.Program;
import dev.partita.program.TaskGraph;
import dev.partita.quantity.Bytes;
import dev.partita.simulation.Simulator;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CriticalPathTest {
    private static final double ROUNDING = 1e-9;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** One microbatch over two stages: forward 1 s and backward 2 s each, one second per message. */
    @Test
    void of_one_microbatch_everything_is_critical() {
        Program program = Plans.compiled(
                Plans.pipeline(
                        Models.chain(2),
                        Machines.virtual(2, Bytes.gibibytes(1), Machines.link(64, 0)),
                        Plans.training(Schedule.GPIPE, 1)),
                FixedCosts.even(1, 2));
        CriticalPath path = CriticalPath.of(timeline(program));
        assertThat(path.computeSeconds()).isCloseTo(6, within(ROUNDING));
        assertThat(path.communicationSeconds()).isCloseTo(2, within(ROUNDING));
        assertThat(path.gapSeconds()).isCloseTo(0, within(ROUNDING));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_path_is_as_long_as_the_longest_chain_of_all(long seed) {
        Timeline timeline = timeline(program(seed));
        CriticalPath path = CriticalPath.of(timeline);
        assertThat(path.computeSeconds() + path.communicationSeconds())
                .isCloseTo(longestChain(timeline), within(ROUNDING));
        assertThat(path.gapSeconds()).isCloseTo(0, within(ROUNDING));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tasks_off_the_path_could_take_no_time_and_the_step_would_be_as_long(long seed) {
        Timeline timeline = timeline(program(seed));
        double[] seconds = new double[timeline.busySeconds().length];
        CriticalPath.of(timeline).tasks().forEach(task -> seconds[task] = timeline.busySeconds()[task]);
        assertThat(Simulator.rebuild(timeline.program(), seconds).stepSeconds())
                .isCloseTo(timeline.stepSeconds(), within(ROUNDING));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gaps_of_a_step_that_idles_are_told_apart(long seed) {
        Timeline timeline = timeline(program(seed));
        double[] late = timeline.startSeconds().clone();
        for (int task = 0; task < late.length; task++) {
            late[task] = (late[task] + timeline.endSeconds()[task]) / 2;
        }
        CriticalPath path = CriticalPath.of(
                new Timeline(timeline.program(), Clock.WALL, late, timeline.endSeconds(), timeline.busySeconds()));
        assertThat(path.gapSeconds()).isCloseTo(timeline.stepSeconds() / 2, within(ROUNDING));
    }

    private static double longestChain(Timeline timeline) {
        TaskGraph tasks = timeline.program().tasks();
        double[] before = new double[tasks.taskCount()];
        double longest = 0;
        for (int task : tasks.order()) {
            double end = before[task] + timeline.busySeconds()[task];
            longest = Math.max(longest, end);
            for (int i = tasks.successorStart()[task]; i < tasks.successorStart()[task + 1]; i++) {
                before[tasks.successors()[i]] = Math.max(before[tasks.successors()[i]], end);
            }
        }
        return longest;
    }

    private static Program program(long seed) {
        return Plans.compiled(Plans.random(new Random(seed), 2 + (int) (seed % 3)), FixedCosts.gigaflop());
    }

    private static Timeline timeline(Program program) {
        return Simulator.simulate(program, Clock.DEVICE).timeline();
    }
}
