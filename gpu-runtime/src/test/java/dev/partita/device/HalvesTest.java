package dev.partita.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HalvesTest {
    @ParameterizedTest
    @CsvSource({
        "BFLOAT16, 3f800000, 3f80", // 1
        "BFLOAT16, 3f808000, 3f80", // half way to the next: the even one
        "BFLOAT16, 3f818000, 3f82",
        "BFLOAT16, 3f808001, 3f81",
        "BFLOAT16, bf808000, bf80",
        "BFLOAT16, 7f7fffff, 7f80", // the largest float
        "BFLOAT16, 7f800000, 7f80",
        "BFLOAT16, ff800000, ff80",
        "BFLOAT16, 00010000, 0001", // the smallest subnormal
        "BFLOAT16, 00008000, 0000",
        "BFLOAT16, 00008001, 0001",
        "BFLOAT16, 80000000, 8000",
        "BFLOAT16, 7fc00000, 7fc0",
        "BFLOAT16, 7f800001, 7fc0", // a NaN whose upper half alone would be infinite
        "FLOAT16, 3f800000, 3c00",
        "FLOAT16, 3f801000, 3c00",
        "FLOAT16, 3f803000, 3c02",
        "FLOAT16, 477fefff, 7bff", // just below 65520
        "FLOAT16, 477ff000, 7c00",
        "FLOAT16, 33800000, 0001", // the smallest subnormal, 2^-24
        "FLOAT16, 33000000, 0000",
        "FLOAT16, 33000001, 0001",
        "FLOAT16, ff800000, fc00",
        "FLOAT16, 7fc00000, 7e00",
    })
    void rounds_to_nearest_even(DataType type, String bits, String expected) {
        float value = Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16));
        float[] many = new float[71];
        Arrays.fill(many, value);
        short[] halves = narrowed(type, many);
        for (short half : halves) {
            assertThat(Integer.toHexString(half & 0xffff))
                    .isEqualTo(Integer.toHexString(Integer.parseInt(expected, 16)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16"})
    void every_half_survives_the_way_there_and_back(DataType type) {
        short[] all = new short[1 << 16];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) i;
        }
        float[] wide = new float[all.length];
        new Halves(type).widen(MemorySegment.ofArray(all), 0, MemorySegment.ofArray(wide), 0, all.length);
        short[] back = narrowed(type, wide);
        for (int i = 0; i < all.length; i++) {
            if (Float.isNaN(wide[i])) {
                assertThat(Float.isNaN(widened(type, back[i]))).isTrue();
            } else {
                assertThat(back[i]).isEqualTo(all[i]);
            }
        }
    }

    @Test
    void a_bf16_is_the_nearer_of_its_neighbours() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (!Float.isFinite(value) || Math.abs(value) > 3e38f) {
                continue;
            }
            short found = narrowed(DataType.BFLOAT16, value)[0];
            double error = Math.abs((double) widened(DataType.BFLOAT16, found) - value);
            for (int neighbour : new int[] {found - 1, found + 1}) {
                double other = widened(DataType.BFLOAT16, (short) neighbour);
                assertThat(error).isLessThanOrEqualTo(Math.abs(other - value));
            }
        }
    }

    private static short[] narrowed(DataType type, float... values) {
        short[] halves = new short[values.length];
        new Halves(type).narrow(MemorySegment.ofArray(values), 0, MemorySegment.ofArray(halves), 0, values.length);
        return halves;
    }

    private static float widened(DataType type, short half) {
        float[] value = new float[1];
        new Halves(type).widen(MemorySegment.ofArray(new short[] {half}), 0, MemorySegment.ofArray(value), 0, 1);
        return value[0];
    }
}
