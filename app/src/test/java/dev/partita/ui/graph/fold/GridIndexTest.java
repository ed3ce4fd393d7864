package dev.partita.ui.graph.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridIndexTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_finds_exactly_what_looking_at_everything_finds(long seed) {
        Random random = new Random(seed);
        List<Area> areas = new ArrayList<>();
        GridIndex<Integer> index = new GridIndex<>();
        for (int i = 0; i < 2_000; i++) {
            Area area = random(random, i % 50 == 0 ? 20_000 : 300);
            areas.add(area);
            index.add(i, area);
        }
        for (int i = 0; i < 200; i++) {
            Area window = random(random, i % 10 == 0 ? 30_000 : 1_500);
            assertThat(index.meeting(window))
                    .as("seed %d, window %s", seed, window)
                    .isEqualTo(IntStream.range(0, areas.size())
                            .filter(n -> areas.get(n).meets(window))
                            .boxed()
                            .toList());
        }
    }

    private static Area random(Random random, double largest) {
        return new Area(
                random.nextDouble(-9_000, 9_000),
                random.nextDouble(-9_000, 9_000),
                random.nextDouble(largest),
                random.nextDouble(largest));
    }
}
