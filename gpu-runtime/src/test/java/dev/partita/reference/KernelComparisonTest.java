package dev.partita.reference;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.partita.device.Executable;
import dev.partita.device.Launch;
import dev.partita.kernel.ElementwiseKernel.Add;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelComparisonTest {
    private static final Launch LAUNCH = new Launch(0, 0, 0, 0, 0, (_, _, _) -> {});

    @Test
    void a_device_that_adds_rightly_has_no_error() {
        Executable device = (operands, _, _) -> {
            for (int i = 0; i < 2; i++) {
                float sum = operands[0].getAtIndex(JAVA_FLOAT_UNALIGNED, i)
                        + operands[1].getAtIndex(JAVA_FLOAT_UNALIGNED, i);
                operands[2].setAtIndex(JAVA_FLOAT_UNALIGNED, i, sum);
            }
        };
        assertThat(compare(device))
                .containsOnlyKeys("c")
                .allSatisfy((_, error) -> assertThat(error).isLessThan(1e-6));
    }

    @Test
    void an_error_is_relative_to_the_norm_of_the_operand() {
        Executable device = (operands, _, _) -> operands[2].fill((byte) 0);
        assertThat(compare(device).get("c")).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_device_that_writes_nothing_has_no_finite_error() {
        assertThat(compare((_, _, _) -> {}).get("c")).isNaN();
    }

    @Test
    void a_device_that_changes_what_it_may_only_read_is_found() {
        assertThatThrownBy(() -> compare((operands, _, _) -> operands[0].fill((byte) 0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("changed a");
    }

    @Test
    void a_device_that_writes_past_its_operand_is_found() {
        Executable device = (operands, _, _) ->
                MemorySegment.ofAddress(operands[2].address()).reinterpret(12).fill((byte) 0);
        assertThatThrownBy(() -> compare(device)).hasMessageContaining("around c");
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void small_integers_survive_every_type(DataType type) {
        TensorSpec spec = new TensorSpec(Shape.of(3), type);
        double[] values = {0, 1, 129};
        MemorySegment segment = MemorySegment.ofArray(new byte[(int) spec.bytes()]);
        Segments.write(values, segment, spec);
        assertThat(Segments.read(segment, spec)).containsExactly(values);
    }

    private static Map<String, Double> compare(Executable device) {
        double[] a = {1, 2};
        double[] b = {0.1, 0.2};
        return KernelComparison.errors(new Add(2, DataType.FLOAT32), device, 0, LAUNCH, a, b, new double[2]);
    }
}
