package dev.partita.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneForwardOneBackwardTest {
    private static double[] all(int count, double seconds) {
        double[] array = new double[count];
        Arrays.fill(array, seconds);
        return array;
    }

    /** Narayanan et al. 2021: (m + p - 1)(F + B) for equal stages. */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 1", "2, 8", "4, 2", "4, 16", "8, 64", "16, 512"})
    void equal_stages_take_the_closed_form(int stages, int microbatches) {
        double seconds =
                new OneForwardOneBackward(all(stages, 1), all(stages, 2), all(stages - 1, 0)).seconds(microbatches);
        assertThat(seconds).isCloseTo(3.0 * (microbatches + stages - 1), within(1e-9));
    }

    @Test
    void a_slow_stage_sets_the_pace() {
        double[] forward = {1, 1, 3, 1};
        double[] backward = {2, 2, 6, 2};
        double seconds = new OneForwardOneBackward(forward, backward, all(3, 0)).seconds(100);
        assertThat(seconds).isBetween(900.0, 909.0 + 9);
    }

    /** A chain of hops there and back before the first stage can start backward, none in the steady state of few. */
    @Test
    void one_microbatch_pays_every_hop_twice() {
        double seconds = new OneForwardOneBackward(all(4, 1), all(4, 2), all(3, 0.5)).seconds(1);
        assertThat(seconds).isCloseTo(4 * 3 + 2 * 3 * 0.5, within(1e-9));
    }
}
