package dev.partita.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.partita.tensor.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class GoDataTest {
    private static final int POINTS = 81;
    private static final int PLANES = 17;

    private final GoData data = GoData.builtIn(Shape.of(PLANES, 9, 9));

    @Test
    void shares_of_moves_add_up_to_1_and_no_stone_is_set_on_another() {
        float[] planes = read("planes", 5);
        float[] policy = read("policy", 5);
        double sum = 0;
        for (int move = 0; move < policy.length; move++) {
            sum += policy[move];
            boolean taken = move < POINTS && planes[move * PLANES] + planes[move * PLANES + 8] > 0;
            assertThat(policy[move] == 0).isEqualTo(taken);
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    @Test
    void one_stone_is_taken_off_per_position_of_the_history() {
        float[] planes = read("planes", 7);
        for (int back = 1; back < 8; back++) {
            assertThat(stones(planes, back)).isEqualTo(stones(planes, 0) - back);
        }
    }

    @Test
    void both_colours_win_about_as_often() {
        double sum = 0;
        for (long sample = 0; sample < 1000; sample++) {
            float value = read("value", sample)[0];
            assertThat(value).isIn(-1f, 0f, 1f);
            sum += value;
        }
        assertThat(sum / 1000).isBetween(-0.3, 0.3);
    }

    @Test
    void planes_that_are_no_history_of_a_board_are_refused() {
        assertThatExceptionOfType(InvalidData.class)
                .isThrownBy(() -> GoData.builtIn(Shape.of(4, 9, 9)))
                .withMessageContaining("an odd number of planes");
    }

    private static long stones(float[] planes, int back) {
        long count = 0;
        for (int point = 0; point < POINTS; point++) {
            count += (long) (planes[point * PLANES + back] + planes[point * PLANES + 8 + back]);
        }
        return count;
    }

    private float[] read(String input, long sample) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(data.sampleBytes(input));
            data.read(input, sample, target);
            return target.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
        }
    }
}
