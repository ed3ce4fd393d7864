package dev.partita.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.sharding.Axis;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ZeRO keeps and moves against Rajbhandari et al. 2020, section 5 and 7, with weights, gradients and both moments of
 * Adam in float32: of 4 Linear layers of 16 x 16, Psi = 1,024 parameters of 4 bytes.
 */
class ZeroTest {
    private static final ModelGraph CHAIN = Models.chain(4);
    private static final long PSI_BYTES = 4 * 1024;

    private static Program program(ModelGraph graph, Zero zero, int ranks, int microbatches, Optimizer optimizer) {
        return program(graph, training(microbatches, optimizer).with(zero), ranks);
    }

    private static Training training(int microbatches, Optimizer optimizer) {
        return new Training(8L * microbatches, 8, Schedule.GPIPE, optimizer, LearningRate.constant(0.1), 0);
    }

    private static Program program(ModelGraph graph, Training training, int ranks) {
        Rule rule =
                new Rule("**", IntStream.range(0, ranks).boxed().toList(), List.of(new Axis("data", ranks)), Map.of());
        return Plans.compiled(
                new Plan(graph, Machines.virtual(ranks), new Placement(List.of(rule)), training),
                FixedCosts.gigaflop());
    }

    private static Program adam(Zero zero, int ranks) {
        return program(CHAIN, zero, ranks, 1, Optimizer.AdamW.DEFAULT);
    }

    /** With fp32 gradients and masters: 6 + 12/N bytes of a parameter, 2 + 16/N, 18/N. */
    @ParameterizedTest
    @CsvSource({"NOTHING, 2, 4, 12", "OPTIMIZER_STATE, 2, 4, 3", "GRADIENTS, 2, 1, 3", "WEIGHTS, 0.5, 1, 3"})
    void in_16_bits_masters_divide_with_the_state(Zero zero, double weights, double gradients, double state) {
        Training training = training(1, Optimizer.AdamW.DEFAULT).with(zero).with(Precision.BF16);
        DeviceProgram device = program(CHAIN, training, 4).device(0);
        double parameters = PSI_BYTES / 4.0;
        assertThat(device.bytes(BufferKind.WEIGHTS) / parameters).isEqualTo(weights);
        assertThat(device.bytes(BufferKind.GRADIENTS) / parameters).isEqualTo(gradients);
        assertThat(device.bytes(BufferKind.OPTIMIZER) / parameters).isEqualTo(state);
    }

    /** What all collectives of a step move, in bytes of whole tensors: a ring sends (n-1)/n of it from each rank. */
    private static long movedBytes(Program program) {
        return program.segments().stream()
                .mapToLong(
                        segment -> segment.collectiveBytes() * program.tasks().turns(segment.loop()))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"NOTHING, 1, 1, 1", "OPTIMIZER_STATE, 1, 1, 4", "GRADIENTS, 1, 4, 4", "WEIGHTS, 4, 4, 4"})
    void each_stage_divides_one_kind_more(Zero zero, int weights, int gradients, int state) {
        DeviceProgram device = adam(zero, 4).devices().getFirst();
        assertThat(device.bytes(BufferKind.WEIGHTS)).isEqualTo(PSI_BYTES / weights);
        assertThat(device.bytes(BufferKind.GRADIENTS)).isEqualTo(PSI_BYTES / gradients);
        assertThat(device.bytes(BufferKind.OPTIMIZER)).isEqualTo(2 * PSI_BYTES / state);
        assertThat(device.bytes(BufferKind.COMMUNICATION)).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Zero.class, mode = EnumSource.Mode.EXCLUDE, names = "WEIGHTS")
    void stages_0_to_2_move_two_psi_per_step(Zero zero) {
        assertThat(movedBytes(adam(zero, 4))).isEqualTo(2 * PSI_BYTES * 3 / 4);
    }

    /** Of the first layer nobody wants the gradient of what it reads, so backward does not read its weight. */
    @Test
    void stage_3_moves_three_psi_less_what_backward_does_not_read() {
        assertThat(movedBytes(adam(Zero.WEIGHTS, 4))).isEqualTo((3 * PSI_BYTES - PSI_BYTES / 4) * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void stage_2_scatters_gradients_of_every_microbatch_and_gathers_weights_once(int microbatches) {
        Program program = program(CHAIN, Zero.GRADIENTS, 4, microbatches, new Optimizer.Sgd(0, 0));
        assertThat(movedBytes(program)).isEqualTo((microbatches + 1) * PSI_BYTES * 3 / 4);
    }

    @Test
    void elements_that_do_not_divide_are_filled_up_and_nothing_stays_whole() {
        // 3 x 5 and 5 x 3 elements over 4 ranks are 4 each.
        DeviceProgram device = program(Models.widths(3, 5, 3), Zero.WEIGHTS, 4, 1, Optimizer.AdamW.DEFAULT)
                .devices()
                .getFirst();
        assertThat(device.bytes(BufferKind.WEIGHTS)).isEqualTo(2 * 4 * Float.BYTES);
        assertThat(device.bytes(BufferKind.OPTIMIZER)).isEqualTo(2 * 2 * 4 * Float.BYTES);
    }

    /** Two ranks have two summands of a gradient, four have four: there is no adding them rank by rank. */
    @Test
    void layers_on_meshes_of_different_sizes_cannot_share_a_parameter() {
        List<Rule> rules = List.of(
                new Rule("block/0", List.of(0, 1), List.of(new Axis("data", 2)), Map.of()),
                new Rule("block/1", List.of(2, 3, 4, 5), List.of(new Axis("data", 4)), Map.of()),
                new Rule("loss", List.of(2, 3, 4, 5), List.of(new Axis("data", 4)), Map.of()));
        Plan plan = new Plan(
                Models.sharing(), Machines.virtual(6), new Placement(rules), Plans.training(Schedule.GPIPE, 1, 8));
        assertThat(Compiler.compile(plan, FixedCosts.gigaflop()))
                .isInstanceOfSatisfying(
                        Compilation.Refused.class,
                        refused -> assertThat(refused.obstacles())
                                .containsExactly(new Obstacle.SharedUnlike("block.0.weight", "block/1")));
    }

    @ParameterizedTest
    @EnumSource(Zero.class)
    void one_device_divides_nothing(Zero zero) {
        Program program = adam(zero, 1);
        assertThat(program.devices()).isEqualTo(adam(Zero.NOTHING, 1).devices());
        assertThat(movedBytes(program)).isZero();
    }
}
