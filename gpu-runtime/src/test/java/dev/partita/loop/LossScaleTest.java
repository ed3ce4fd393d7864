package dev.partita.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossScaleTest {
    @Test
    void an_overflow_halves_it() {
        LossScale after = LossScale.START.after(false).after(true);
        assertThat(after).isEqualTo(new LossScale(32_768, 0));
    }

    @Test
    void two_thousand_steps_without_overflow_double_it() {
        LossScale scale = LossScale.START;
        for (int step = 0; step < 2000; step++) {
            assertThat(scale.scale()).isEqualTo(65_536);
            scale = scale.after(false);
        }
        assertThat(scale).isEqualTo(new LossScale(131_072, 0));
    }

    @Test
    void gradients_that_overflow_as_they_are_end_it() {
        assertThat(new LossScale(1, 5).exhausted()).isFalse();
        assertThat(new LossScale(1, 5).after(true).exhausted()).isTrue();
    }
}
