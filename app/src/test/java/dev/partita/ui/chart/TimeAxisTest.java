package dev.partita.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeAxisTest {
    private static final double WIDTH = 800;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void zooming_in_keeps_the_time_under_the_pointer(long seed) {
        Random random = new Random(seed);
        TimeAxis axis = TimeAxis.whole(random.nextDouble(1e-3, 100));
        double x = random.nextDouble(WIDTH);
        for (int i = 0; i < 20; i++) {
            double pointed = axis.seconds(x, WIDTH);
            axis = axis.zoomed(0.8, pointed);
            assertThat(axis.x(pointed, WIDTH)).isCloseTo(x, within(1e-6));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_gesture_leaves_the_step(long seed) {
        Random random = new Random(seed);
        TimeAxis axis = TimeAxis.whole(2);
        for (int i = 0; i < 50; i++) {
            axis = switch (random.nextInt(4)) {
                case 0 -> axis.zoomed(random.nextDouble(0.1, 5), random.nextDouble(2));
                case 1 -> axis.panned(random.nextDouble(-3, 3));
                case 2 -> axis.focused(0.5, 0.5 + random.nextDouble());
                default -> axis.withTotal(2);
            };
            assertThat(axis.fromSeconds()).isBetween(0.0, 2.0);
            assertThat(axis.toSeconds()).isBetween(axis.fromSeconds(), 2.0);
        }
    }

    @Test
    void a_view_of_the_whole_step_stays_one_when_the_step_changes() {
        assertThat(TimeAxis.whole(1).withTotal(3)).isEqualTo(TimeAxis.whole(3));
        TimeAxis part = TimeAxis.whole(1).zoomed(0.5, 0).withTotal(3);
        assertThat(part.toSeconds()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void ticks_are_round_and_few_in_the_unit_of_the_last() {
        assertThat(Ticks.times(0, 0.412, 9))
                .extracting(Ticks.Tick::label)
                .containsExactly("0 ms", "50 ms", "100 ms", "150 ms", "200 ms", "250 ms", "300 ms", "350 ms", "400 ms");
        assertThat(Ticks.times(1.2, 1.9, 3))
                .extracting(Ticks.Tick::label)
                .containsExactly("1.25 s", "1.50 s", "1.75 s");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void there_are_never_more_ticks_than_there_is_room_for(long seed) {
        Random random = new Random(seed);
        double from = random.nextDouble(10);
        double to = from + Math.pow(10, random.nextDouble(-6, 3));
        int most = random.nextInt(2, 15);
        assertThat(Ticks.between(from, to, most))
                .hasSizeBetween(1 + most / 3 - 1, most + 1)
                .allSatisfy(value -> assertThat(value).isBetween(from - 1e-9, to + 1e-9));
    }

    @Test
    void a_logarithmic_axis_spans_whole_decades() {
        LogAxis axis = LogAxis.around(0.3, 42);
        assertThat(axis).isEqualTo(new LogAxis(0.1, 100));
        assertThat(axis.share(10)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Ticks.decades(0.1, 100)).containsExactly(0.1, 1.0, 10.0, 100.0);
    }
}
