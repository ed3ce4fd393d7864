package dev.partita.ui.graph.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {
    private static final double EXACT = 1e-9;

    @Test
    void what_is_under_the_pointer_stays_there_while_zooming() {
        Viewport before = new Viewport(0.8, 40, -30);
        Viewport after = before.zoomedAt(200, 100, 1.5);
        assertThat(after.scale()).isCloseTo(1.2, within(EXACT));
        assertThat(after.toWorldX(200)).isCloseTo(before.toWorldX(200), within(EXACT));
        assertThat(after.toWorldY(100)).isCloseTo(before.toWorldY(100), within(EXACT));
    }

    @Test
    void zoom_ends_at_its_limits() {
        assertThat(new Viewport(1, 0, 0).zoomedAt(0, 0, 1e9).scale()).isEqualTo(Viewport.LARGEST);
        assertThat(new Viewport(1, 0, 0).zoomedAt(0, 0, 1e-9).scale()).isEqualTo(Viewport.SMALLEST);
    }

    @Test
    void fitting_shows_all_of_an_area_in_the_middle_and_no_larger_than_life() {
        Viewport wide = Viewport.fitting(new Area(100, 100, 2_000, 100), 1_000, 500, 50, 1);
        assertThat(wide.scale()).isCloseTo(0.45, within(EXACT));
        assertThat(wide.visible(1_000, 500).contains(new Area(100, 100, 2_000, 100)))
                .isTrue();
        assertThat(Viewport.fitting(new Area(0, 0, 10, 10), 1_000, 500, 50, 1).scale())
                .isEqualTo(1);
    }
}
