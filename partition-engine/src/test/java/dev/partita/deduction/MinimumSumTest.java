package dev.partita.deduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elimination finds what trying every combination finds. */
class MinimumSumTest {
    private record Pair(int first, int second, double[][] costs) {}

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void elimination_finds_the_least_of_all_combinations(long seed) {
        Random random = new Random(seed);
        int[] choices = random.ints(1 + random.nextInt(6), 1, 5).toArray();
        MinimumSum sum = new MinimumSum(choices);
        double[][] alone = new double[choices.length][];
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < choices.length; i++) {
            alone[i] = random.doubles(choices[i]).toArray();
            sum.add(i, alone[i]);
            for (int j = 0; j < choices.length; j++) {
                if (j != i && random.nextInt(3) == 0) {
                    Pair pair = new Pair(i, j, costs(choices[i], choices[j], random));
                    pairs.add(pair);
                    sum.add(i, j, pair.costs());
                }
            }
        }
        assertThat(total(sum.solve(), alone, pairs)).isCloseTo(least(choices, alone, pairs), within(1e-9));
    }

    private static double[][] costs(int rows, int columns, Random random) {
        double[][] costs = new double[rows][];
        for (int i = 0; i < rows; i++) {
            costs[i] = random.doubles(columns).toArray();
        }
        return costs;
    }

    private static double least(int[] choices, double[][] alone, List<Pair> pairs) {
        double least = Double.POSITIVE_INFINITY;
        int[] chosen = new int[choices.length];
        while (true) {
            least = Math.min(least, total(chosen, alone, pairs));
            int digit = 0;
            while (digit < choices.length && ++chosen[digit] == choices[digit]) {
                chosen[digit++] = 0;
            }
            if (digit == choices.length) {
                return least;
            }
        }
    }

    private static double total(int[] chosen, double[][] alone, List<Pair> pairs) {
        double total = 0;
        for (int i = 0; i < chosen.length; i++) {
            total += alone[i][chosen[i]];
        }
        for (Pair pair : pairs) {
            total += pair.costs()[chosen[pair.first()]][chosen[pair.second()]];
        }
        return total;
    }
}
