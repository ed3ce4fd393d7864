package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvenCutTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void equal_blocks_are_cut_into_equal_parts() {
        assertThat(EvenCut.starts(new double[] {1, 1, 1, 1, 1, 1}, 3)).containsExactly(0, 2, 4);
    }

    @Test
    void where_there_is_slack_the_first_part_is_the_lightest() {
        assertThat(EvenCut.starts(new double[] {1, 1, 1, 1, 1}, 3)).containsExactly(0, 1, 3);
    }

    @Test
    void a_heavy_block_gets_a_part_of_its_own() {
        assertThat(EvenCut.starts(new double[] {1, 1, 9, 1}, 3)).containsExactly(0, 2, 3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_heaviest_part_is_as_light_as_any_cut_makes_it(int seed) {
        Random random = new Random(seed);
        double[] weights = random.doubles(1 + random.nextInt(9)).map(w -> w * w).toArray();
        int parts = 1 + random.nextInt(weights.length);
        List<Integer> starts = EvenCut.starts(weights, parts);
        assertThat(starts).hasSize(parts).doesNotHaveDuplicates().isSorted().startsWith(0);
        assertThat(heaviest(weights, starts)).isCloseTo(best(weights, 0, parts), offset(1e-6));
    }

    private static double heaviest(double[] weights, List<Integer> starts) {
        double heaviest = 0;
        for (int part = 0; part < starts.size(); part++) {
            int end = part + 1 < starts.size() ? starts.get(part + 1) : weights.length;
            heaviest = Math.max(heaviest, sum(weights, starts.get(part), end));
        }
        return heaviest;
    }

    /** Brute force over every first cut. */
    private static double best(double[] weights, int from, int parts) {
        if (parts == 1) {
            return sum(weights, from, weights.length);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int cut = from + 1; cut <= weights.length - parts + 1; cut++) {
            best = Math.min(best, Math.max(sum(weights, from, cut), best(weights, cut, parts - 1)));
        }
        return best;
    }

    private static double sum(double[] weights, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> weights[i]).sum();
    }
}
