package dev.partita.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.MixedKernel;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Project;
import dev.partita.profile.Profiles;
import dev.partita.template.Templates;
import dev.partita.tensor.DataType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixedPrecisionTest {
    private static final long PARAMETERS = 3_323_392;

    /** Megatron keeps 2 + 4 + 12 = 18 bytes a parameter: weight, fp32 gradient, fp32 master and two moments. */
    @ParameterizedTest
    @EnumSource(names = {"BF16", "FP16"})
    void adam_takes_18_bytes_for_each_parameter(Precision precision) {
        DeviceProgram device = program("virtual:1", precision).devices().getFirst();
        assertThat(device.bytes(BufferKind.WEIGHTS)).isEqualTo(2 * PARAMETERS);
        assertThat(device.bytes(BufferKind.GRADIENTS)).isEqualTo(4 * PARAMETERS);
        assertThat(device.bytes(BufferKind.OPTIMIZER)).isEqualTo(12 * PARAMETERS);
    }

    @Test
    void messages_take_half_the_bytes() {
        Program exact = program("virtual:2", Precision.FP32);
        Program mixed = program("virtual:2", Precision.BF16);
        for (int i = 0; i < exact.transfers().size(); i++) {
            assertThat(2 * mixed.transfers().get(i).bytes())
                    .isEqualTo(exact.transfers().get(i).bytes());
        }
    }

    @Test
    void statistics_and_gradients_of_weights_stay_in_fp32() {
        List<MixedKernel> kernels = program("virtual:1", Precision.BF16).kernels().stream()
                .filter(MixedKernel.class::isInstance)
                .map(MixedKernel.class::cast)
                .toList();
        assertThat(kernels)
                .allSatisfy(kernel -> kernel.operands().forEach(use -> {
                    if (use.exact()) {
                        assertThat(use.spec().type()).as("%s", use).isEqualTo(DataType.FLOAT32);
                    }
                }));
        assertThat(kernels.stream()
                        .filter(kernel -> kernel.computed() instanceof MatMul product && product.accumulate()))
                .isNotEmpty()
                .allSatisfy(kernel -> assertThat(kernel.types())
                        .containsExactly(DataType.BFLOAT16, DataType.BFLOAT16, DataType.FLOAT32));
    }

    @Test
    void only_fp16_scales_its_loss() {
        assertThat(scaled(Precision.FP16)).isEqualTo(1);
        assertThat(scaled(Precision.BF16)).isZero();
    }

    private static long scaled(Precision precision) {
        return program("virtual:1", precision).kernels().stream()
                .filter(kernel -> kernel instanceof MixedKernel mixed && mixed.scalesLoss())
                .count();
    }

    @Test
    void a_card_without_the_type_is_refused() {
        assertThat(compile("v100-32g-pcie:1x1", Precision.BF16))
                .isInstanceOfSatisfying(
                        Compilation.Refused.class,
                        refused -> assertThat(refused.obstacles())
                                .containsExactly(new Obstacle.NoSuchType(0, "v100-32g-pcie", Precision.BF16)));
        assertThat(compile("v100-32g-pcie:1x1", Precision.FP16)).isInstanceOf(Compilation.Compiled.class);
    }

    private static Program program(String cluster, Precision precision) {
        return switch (compile(cluster, precision)) {
            case Compilation.Compiled(Program program) -> program;
            case Compilation.Refused refused -> throw new AssertionError(refused.obstacles());
        };
    }

    private static Compilation compile(String cluster, Precision precision) {
        Plan plan = NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of(cluster), Optional.empty())
                .resolve(Project.FIRST_PLAN);
        Plan typed = new Plan(
                plan.graph(), plan.cluster(), plan.placement(), plan.training().with(precision));
        return Compiler.compile(typed, Profiles.analytic(plan.cluster().device(0)));
    }
}
