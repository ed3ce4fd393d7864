package dev.partita.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.operator.Initialization;
import dev.partita.operator.ParameterLayout;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterLayoutsTest {

    @Test
    void other_parameters_lie_as_in_files() {
        ParameterSpec bias = ParameterSpec.canonical("bias", Shape.of(4), Initialization.ZEROS);
        float[] physical = new float[4];
        ParameterLayouts.toPhysical(bias, MemorySegment.ofArray(new float[] {1, 2, 3, 4}), segment(physical));
        assertThat(physical).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_pointwise_convolution_is_transposed_within_each_group() {
        ParameterSpec weight = convolution(4, 2, 1, 1, 2);
        float[] canonical = {11, 12, 21, 22, 31, 32, 41, 42}; // output 1 of input 1, output 1 of input 2, ...
        float[] physical = new float[8];
        ParameterLayouts.toPhysical(weight, segment(canonical), segment(physical));
        assertThat(physical).containsExactly(11, 21, 12, 22, 31, 41, 32, 42);
    }

    @Test
    void kernel_rows_and_columns_come_before_channels() {
        ParameterSpec weight = convolution(2, 1, 2, 3, 1);
        float[] canonical = {0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104, 105};
        float[] physical = new float[12];
        ParameterLayouts.toPhysical(weight, segment(canonical), segment(physical));
        assertThat(physical).containsExactly(0, 100, 1, 101, 2, 102, 3, 103, 4, 104, 5, 105);
    }

    @ParameterizedTest
    @CsvSource({"6, 2, 3, 5, 3", "7, 5, 1, 2, 1", "4, 1, 2, 2, 4"})
    void there_and_back_again_changes_nothing(long out, long in, long height, long width, long groups) {
        ParameterSpec weight = convolution(out, in, height, width, groups);
        int elements = (int) weight.shape().elements();
        int[] canonical = IntStream.range(0, elements).toArray();
        long[] longCanonical = LongStream.range(0, elements).toArray();
        assertThat(MemorySegment.ofArray(thereAndBack(weight, MemorySegment.ofArray(canonical)))
                        .mismatch(MemorySegment.ofArray(canonical)))
                .isEqualTo(-1);
        assertThat(MemorySegment.ofArray(thereAndBack(weight, MemorySegment.ofArray(longCanonical)))
                        .mismatch(MemorySegment.ofArray(longCanonical)))
                .isEqualTo(-1);
    }

    @Test
    void segments_of_another_length_are_refused() {
        MemorySegment tooShort = MemorySegment.ofArray(new byte[12]);
        assertThatThrownBy(() -> ParameterLayouts.toCanonical(convolution(2, 2, 1, 1, 1), tooShort, tooShort))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 12 and 12 bytes");
    }

    private static byte[] thereAndBack(ParameterSpec weight, MemorySegment canonical) {
        MemorySegment physical = MemorySegment.ofArray(new byte[(int) canonical.byteSize()]);
        byte[] back = new byte[(int) canonical.byteSize()];
        ParameterLayouts.toPhysical(weight, canonical, physical);
        ParameterLayouts.toCanonical(weight, physical, MemorySegment.ofArray(back));
        return back;
    }

    private static MemorySegment segment(float[] values) {
        return MemorySegment.ofArray(values);
    }

    private static ParameterSpec convolution(long out, long inPerGroup, long height, long width, long groups) {
        Shape shape = Shape.of(out, inPerGroup, height, width);
        return new ParameterSpec("weight", shape, Initialization.ZEROS, ParameterLayout.CONVOLUTION, groups);
    }
}
