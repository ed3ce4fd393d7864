package dev.partita.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.sweep.Configuration;
import dev.partita.sweep.Recompute;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static MeasuredRun run(long gpus, double measured, double predicted) {
        return new MeasuredRun(
                new Configuration(gpus, 8, 1, 1024, 16, 12, 1024, 51200, 1, 1, 1, 1, Recompute.NONE),
                measured,
                predicted);
    }

    @Test
    void errors_are_relative_to_what_was_measured() {
        Scores scores = Scores.of(List.of(run(2, 10, 11), run(2, 10, 8)));
        assertThat(scores.meanError()).isCloseTo(0.15, within(1e-12));
        assertThat(scores.maximumError()).isCloseTo(0.2, within(1e-12));
        assertThat(scores.bias()).isCloseTo(-0.05, within(1e-12));
    }

    /** 10 and 10.05 are too close to count; of the other two pairs one is in the wrong order. */
    @Test
    void pairs_count_within_a_group_and_from_one_percent_on() {
        Scores scores = Scores.of(List.of(run(2, 10, 10), run(2, 10.05, 12), run(2, 11, 11), run(4, 1, 99)));
        assertThat(scores.pairs()).isEqualTo(2);
        assertThat(scores.pairOrder()).isEqualTo(0.5);
    }

    @Test
    void the_top_pick_loses_what_it_took_longer_than_the_best() {
        Scores scores = Scores.of(List.of(run(2, 10, 10), run(2, 12, 9), run(4, 5, 5), run(4, 6, 6)));
        assertThat(scores.maximumTopLoss()).isCloseTo(0.2, within(1e-12));
        assertThat(scores.topsWithinOnePercent()).isEqualTo(0.5);
    }

    @Test
    void ranks_that_agree_correlate_fully_and_reversed_ones_inversely() {
        assertThat(Scores.of(List.of(run(2, 1, 5), run(2, 2, 6), run(2, 3, 70))).spearman())
                .isCloseTo(1, within(1e-12));
        assertThat(Scores.of(List.of(run(2, 1, 70), run(2, 2, 6), run(2, 3, 5))).spearman())
                .isCloseTo(-1, within(1e-12));
    }
}
