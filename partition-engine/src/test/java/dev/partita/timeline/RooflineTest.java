package dev.partita.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.hardware.Cluster;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.plan.Schedule;
import dev.partita.profile.AnalyticCatalog;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.quantity.Bytes;
import dev.partita.simulation.Simulator;
import dev.partita.tensor.DataType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RooflineTest {
    private static final double EXACT = 1e-9;
    private static final Cluster CARDS = Machines.cards(2, Bytes.gibibytes(1), Machines.link(64, 0));

    @Test
    void no_kernel_of_a_data_sheet_is_above_the_roof() {
        Profile profile = Profiles.analytic(CARDS.device(0));
        assertThat(profile.catalog()).isInstanceOf(AnalyticCatalog.class);
        Roofline roofline = Roofline.all(program(CARDS, profile)).getFirst();
        assertThat(roofline.source()).isEqualTo(Roofline.Source.DATA_SHEET);
        assertThat(roofline.dots())
                .filteredOn(KernelDot::computes)
                .isNotEmpty()
                .allSatisfy(dot -> assertThat(dot.flopsPerSecond())
                        .isLessThanOrEqualTo(roofline.roof(DataType.FLOAT32, dot.flopsPerByte())));
    }

    @Test
    void equal_kernels_are_one_dot_with_all_their_calls() {
        Roofline roofline = Roofline.all(program(Machines.virtual(2), FixedCosts.gigaflop()))
                .getFirst();
        KernelDot forward = roofline.dots().stream()
                .filter(dot -> dot.kernel() instanceof MatMul product && product.transposeB())
                .findFirst()
                .orElseThrow();
        assertThat(forward.layers()).containsExactly("block/0", "block/1");
        assertThat(forward.calls()).isEqualTo(2 * 4);
        assertThat(forward.flopsPerByte()).isCloseTo(512.0 / (4 * (16 + 256 + 16)), within(EXACT));
    }

    @Test
    void a_step_twice_as_slow_makes_every_kernel_twice_as_slow() {
        Program program = program(Machines.virtual(2), FixedCosts.gigaflop());
        Timeline predicted = Simulator.simulate(program).timeline();
        double[] twice = Arrays.stream(predicted.busySeconds())
                .map(seconds -> 2 * seconds)
                .toArray();
        Timeline slow =
                new Timeline(program, predicted.clock(), predicted.startSeconds(), predicted.endSeconds(), twice);
        Roofline roofline = Roofline.all(program).getFirst();
        var taken = KernelShares.secondsPerStep(slow, roofline.devices());
        assertThat(roofline.dots())
                .filteredOn(dot -> dot.secondsPerStep() > 0)
                .isNotEmpty()
                .allSatisfy(
                        dot -> assertThat(taken.get(dot.kernel())).isCloseTo(2 * dot.secondsPerStep(), within(EXACT)));
    }

    @Test
    void steps_of_the_same_tasks_are_comparable_and_others_are_not() {
        Program program = program(Machines.virtual(2), FixedCosts.gigaflop());
        Timeline step = Simulator.simulate(program).timeline();
        Timeline again = Simulator.simulate(program(Machines.virtual(2), FixedCosts.gigaflop()))
                .timeline();
        var fewer = Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(Schedule.GPIPE, 2));
        Timeline other =
                Simulator.simulate(Plans.compiled(fewer, FixedCosts.gigaflop())).timeline();
        assertThat(step.comparableTo(again)).isTrue();
        assertThat(step.comparableTo(other)).isFalse();
    }

    @Test
    void dots_take_as_long_as_the_segments_of_the_step() {
        Program program = program(Machines.virtual(2), FixedCosts.gigaflop());
        double segments = program.segments().stream()
                .mapToDouble(segment -> segment.seconds() * program.tasks().turns(segment.loop()))
                .sum();
        assertThat(Roofline.all(program).getFirst().totalSeconds()).isCloseTo(segments, within(EXACT));
    }

    @Test
    void a_virtual_device_that_was_measured_has_the_roof_it_reached() {
        Roofline roofline = Roofline.all(program(Machines.virtual(2), FixedCosts.gigaflop()))
                .getFirst();
        assertThat(roofline.source()).isEqualTo(Roofline.Source.MEASURED);
        assertThat(roofline.flopsPerSecond().get(DataType.FLOAT32)).isCloseTo(1e9, within(1.0));
    }

    /** Forward of the second stage does 512 FLOPs for the 64 bytes it receives, in one second, at 64 B/s. */
    @Test
    void a_link_is_hidden_when_its_compute_takes_as_long_as_its_messages() {
        Program program = program(CARDS, FixedCosts.even(1, 2));
        LinkIntensity link = links(program).getFirst();
        Segment forward = program.segments().stream()
                .filter(segment -> segment.label().equals("F1"))
                .findFirst()
                .orElseThrow();
        double flops = forward.steps().stream()
                .mapToDouble(step -> step.kernel().flops())
                .sum();
        assertThat(link.flopsPerByte()).isCloseTo(flops / 64, within(EXACT));
        assertThat(link.ridge()).isCloseTo(flops / 64, within(EXACT));
        assertThat(link.hideable()).isTrue();
        assertThat(links(program(CARDS, FixedCosts.even(0.5, 2))).getFirst().hideable())
                .isFalse();
    }

    private static List<LinkIntensity> links(Program program) {
        Timeline timeline = Simulator.simulate(program).timeline();
        return LinkIntensity.all(timeline, StepMetrics.of(timeline));
    }

    private static Program program(Cluster cluster, Profile profile) {
        return Plans.compiled(Plans.pipeline(Models.chain(2), cluster, Plans.training(Schedule.GPIPE, 4)), profile);
    }
}
