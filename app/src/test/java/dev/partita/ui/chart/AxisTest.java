package dev.partita.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticks_are_round_and_on_the_axis() {
        assertThat(new Axis(0, 0.9, 0, 100, false).ticks(5)).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8);
    }

    @Test
    void a_logarithmic_axis_gives_every_decade_the_same_room() {
        Axis axis = new Axis(0.01, 100, 0, 400, true);
        assertThat(axis.pixel(1) - axis.pixel(0.1)).isCloseTo(axis.pixel(10) - axis.pixel(1), within(1e-9));
        assertThat(axis.ticks(5)).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
    }

    @Test
    void a_short_logarithmic_axis_still_has_numbers() {
        assertThat(new Axis(2.1, 2.4, 0, 100, true).ticks(4)).hasSizeGreaterThanOrEqualTo(2);
    }
}
