package dev.partita.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.plan.Plan;
import dev.partita.plan.Schedule;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.quantity.Bytes;
import dev.partita.timeline.Clock;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.LinkUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps whose times follow from a formula. */
class PipelineTimesTest {
    private static final double EXACT = 1e-12;

    /** Huang et al. 2019; Narayanan et al. 2021: the bubble of p even stages is (p-1)/(m+p-1) of the step. */
    @ParameterizedTest
    @CsvSource({"2,1", "2,4", "4,4", "4,8", "4,3", "8,32"})
    void an_even_pipeline_has_the_bubble_of_the_formula(int stages, int microbatches) {
        for (Schedule schedule : List.of(Schedule.GPIPE, Schedule.ONE_FORWARD_ONE_BACKWARD)) {
            Simulation simulation = evenPipeline(schedule, stages, microbatches);
            double bubble = (stages - 1.0) / (microbatches + stages - 1);
            assertThat(simulation.metrics().bubbleFraction()).as(schedule.key()).isCloseTo(bubble, within(EXACT));
            assertThat(simulation.stepSeconds())
                    .as(schedule.key())
                    .isCloseTo((microbatches + stages - 1) * 3.0, within(EXACT));
        }
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void one_device_takes_the_sum_of_its_segments(Schedule schedule) {
        Plan plan = Plans.pipeline(Models.chain(5), Machines.virtual(1), Plans.training(schedule, 7));
        Program program = Plans.compiled(plan, FixedCosts.gigaflop());
        Simulation simulation = Simulator.simulate(program);
        double sum = program.segments().stream()
                .mapToDouble(segment -> segment.seconds() * program.tasks().turns(segment.loop()))
                .sum();
        assertThat(simulation.stepSeconds()).isCloseTo(sum, within(EXACT));
        assertThat(simulation.metrics().devices().getFirst().busyFraction()).isCloseTo(1, within(EXACT));
        assertThat(simulation.metrics().links()).isEmpty();
    }

    /** One microbatch over two stages: nothing can overlap, so both messages are exposed. */
    @Test
    void messages_of_a_single_microbatch_are_exposed() {
        // 16 floats over 64 B/s: one second each way, with forward 1 s and backward 2 s per stage.
        Plan plan = Plans.pipeline(
                Models.chain(2),
                Machines.virtual(2, Bytes.gibibytes(1), Machines.link(64, 0)),
                Plans.training(Schedule.GPIPE, 1));
        Simulation simulation = Simulator.simulate(Plans.compiled(plan, FixedCosts.even(1, 2)));
        assertThat(simulation.stepSeconds()).isCloseTo(8, within(EXACT));
        assertThat(simulation.metrics().links())
                .containsExactly(new LinkUse(0, 1, 64, 1, 1), new LinkUse(1, 0, 64, 1, 1));
        DeviceUse second = simulation.metrics().devices().get(1);
        assertThat(second.busyFraction()).isCloseTo(3.0 / 8, within(EXACT));
        assertThat(second.communicationFraction()).isCloseTo(2.0 / 8, within(EXACT));
        assertThat(second.idleFraction()).isCloseTo(3.0 / 8, within(EXACT));
    }

    @Test
    void messages_hide_behind_the_compute_of_other_microbatches() {
        // Four microbatches, messages of half a second under a forward of one: only the first one is waited for.
        Plan plan = Plans.pipeline(
                Models.chain(2),
                Machines.virtual(2, Bytes.gibibytes(1), Machines.link(128, 0)),
                Plans.training(Schedule.GPIPE, 4));
        Simulation simulation = Simulator.simulate(Plans.compiled(plan, FixedCosts.even(1, 1)));
        LinkUse forward = simulation.metrics().links().getFirst();
        assertThat(forward.busySeconds()).isCloseTo(2, within(EXACT));
        assertThat(forward.exposedSeconds()).isCloseTo(0.5, within(EXACT));
        assertThat(simulation.metrics().devices().get(1).overlappedFraction() * simulation.stepSeconds())
                .isCloseTo(1.5 + 1.5, within(EXACT));
    }

    @Test
    void two_devices_on_one_core_wait_for_it() {
        // GPipe with four microbatches keeps both devices busy for 3 of 5 forwards; on one core nothing runs at once.
        Plan plan = Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(Schedule.GPIPE, 4));
        Program program = Plans.compiled(plan, FixedCosts.sharedCores(1));
        double work = program.segments().stream()
                .mapToDouble(segment -> segment.seconds() * program.tasks().turns(segment.loop()))
                .sum();
        double copies = 8 * 64 / 1e9;
        Simulation wall = Simulator.simulate(program, Clock.WALL);
        assertThat(wall.stepSeconds()).isCloseTo(work + copies, within(work * 1e-9));
        assertThat(wall.metrics().devices()).allSatisfy(device -> {
            assertThat(device.coreWaitFraction()).isPositive();
            assertThat(device.busyFraction()
                            + device.coreWaitFraction()
                            + device.communicationFraction()
                            + device.idleFraction())
                    .isCloseTo(1, within(EXACT));
        });
        assertThat(Simulator.simulate(program, Clock.DEVICE).stepSeconds()).isLessThan(wall.stepSeconds());
    }

    @Test
    void a_transfer_takes_as_long_as_its_copy_if_that_is_slower() {
        Plan plan = Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(Schedule.GPIPE, 1));
        Program program = Plans.compiled(plan, FixedCosts.profile(8, 64, kernel -> 0));
        assertThat(Simulator.simulate(program, Clock.WALL).stepSeconds()).isCloseTo(2, within(EXACT));
        assertThat(Simulator.simulate(program, Clock.DEVICE).stepSeconds()).isCloseTo(0, within(EXACT));
    }

    @Test
    void without_shared_cores_both_clocks_agree() {
        Program program = Plans.compiled(
                Plans.pipeline(Models.chain(4), Machines.virtual(2), Plans.training(Schedule.GPIPE, 4)),
                FixedCosts.gigaflop());
        assertThat(Simulator.simulate(program, Clock.WALL).timeline().endSeconds())
                .isEqualTo(Simulator.simulate(program, Clock.DEVICE).timeline().endSeconds());
    }

    private static Simulation evenPipeline(Schedule schedule, int stages, int microbatches) {
        Plan plan =
                Plans.pipeline(Models.chain(stages), Machines.virtual(stages), Plans.training(schedule, microbatches));
        Program program = Plans.compiled(plan, FixedCosts.even(1, 2));
        assertThat(program.segments().stream().filter(segment -> segment.kind().perMicrobatch()))
                .extracting(Segment::seconds)
                .containsOnly(1.0, 2.0);
        return Simulator.simulate(program);
    }
}
