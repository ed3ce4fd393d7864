package dev.partita.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Project;
import dev.partita.plan.Training;
import dev.partita.profile.Profiles;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FrozenTest {
    private static final long PARAMETERS = 3_323_392;
    /** Of one block of width 256: four times the square of the width in attention, eight times that in the MLP. */
    private static final long BLOCK = 12 * 256 * 256 + 13 * 256;

    private static final List<String> FIRST_BLOCKS = List.of("embedding", "positions", "decoder/{0..1}");
    private static final long FROZEN = (256 + 128) * 256 + 2 * BLOCK;

    @Test
    void a_frozen_parameter_has_no_gradient_and_no_optimizer_state() {
        DeviceProgram device = program(training -> training.withFrozen(FIRST_BLOCKS));
        assertThat(device.bytes(BufferKind.WEIGHTS)).isEqualTo(4 * PARAMETERS);
        assertThat(device.bytes(BufferKind.GRADIENTS)).isEqualTo(4 * (PARAMETERS - FROZEN));
        assertThat(device.bytes(BufferKind.OPTIMIZER)).isEqualTo(8 * (PARAMETERS - FROZEN));
    }

    /** 2 + 4 bytes: files hold masters in fp32. */
    @Test
    void in_16_bits_it_keeps_its_master_beside_its_weight() {
        DeviceProgram device = program(training -> training.with(Precision.BF16).withFrozen(FIRST_BLOCKS));
        assertThat(device.bytes(BufferKind.WEIGHTS)).isEqualTo(2 * PARAMETERS + 4 * FROZEN);
        assertThat(device.bytes(BufferKind.GRADIENTS)).isEqualTo(4 * (PARAMETERS - FROZEN));
        assertThat(device.bytes(BufferKind.OPTIMIZER)).isEqualTo(12 * (PARAMETERS - FROZEN));
    }

    @Test
    void backward_ends_where_nothing_before_is_trained() {
        Plan plan = plan(training -> training.withFrozen(FIRST_BLOCKS));
        assertThat(backwardLayers(plan)).contains("decoder/2/attention/norm").noneMatch(FrozenTest::inFirstBlocks);
        long all = program(UnaryOperator.identity()).bytes(BufferKind.ACTIVATIONS);
        assertThat(program(plan).bytes(BufferKind.ACTIVATIONS)).isLessThan(all * 3 / 4);
    }

    @Test
    void backward_passes_through_a_frozen_layer_that_follows_a_trained_one() {
        Plan plan = plan(training -> training.withFrozen(List.of("decoder/{2..3}")));
        assertThat(backwardLayers(plan)).contains("decoder/3/mlp/up", "embedding");
    }

    @Test
    void a_model_frozen_whole_has_nothing_to_train() {
        Plan plan = plan(training -> training.withFrozen(List.of("**")));
        assertThat(compile(plan)).isEqualTo(new Compilation.Refused(List.of(new Obstacle.AllFrozen())));
    }

    @Test
    void a_shared_parameter_is_frozen_in_all_its_layers_or_in_none() {
        Plan plan = plan("gpt2-small", training -> training.withFrozen(List.of("embedding")));
        Obstacle torn = new Obstacle.SharedFrozen(new FrozenLayers.Torn("embedding.weight", "embedding", "head"));
        assertThat(compile(plan)).isEqualTo(new Compilation.Refused(List.of(torn)));
        assertThat(compile(plan("gpt2-small", training -> training.withFrozen(List.of("embedding", "head")))))
                .isInstanceOf(Compilation.Compiled.class);
    }

    private static boolean inFirstBlocks(String layer) {
        return layer.equals("embedding") || layer.startsWith("decoder/0") || layer.startsWith("decoder/1");
    }

    private static List<String> backwardLayers(Plan plan) {
        Program program = ((Compilation.Compiled) compile(plan)).program();
        return program.segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.BACKWARD)
                .flatMap(segment -> segment.steps().stream().map(Step::layer))
                .toList();
    }

    private static DeviceProgram program(UnaryOperator<Training> change) {
        return program(plan(change));
    }

    private static DeviceProgram program(Plan plan) {
        return ((Compilation.Compiled) compile(plan)).program().devices().getFirst();
    }

    private static Compilation compile(Plan plan) {
        return Compiler.compile(plan, Profiles.analytic(plan.cluster().device(0)));
    }

    private static Plan plan(UnaryOperator<Training> change) {
        return plan("gpt-mini", change);
    }

    private static Plan plan(String template, UnaryOperator<Training> change) {
        Plan plan = NewProject.of("mini", Templates.named(template), ClusterSpec.of("virtual:1"), Optional.empty())
                .resolve(Project.FIRST_PLAN);
        return new Plan(plan.graph(), plan.cluster(), plan.placement(), change.apply(plan.training()));
    }
}
