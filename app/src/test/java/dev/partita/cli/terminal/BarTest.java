package dev.partita.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.cli.terminal.Bar.Part;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BarTest {
    @Test
    void parts_take_their_share_of_the_columns() {
        assertThat(new Bar(10, false).of(List.of(new Part(0.5, '#', 32), new Part(0.2, '=', 34))))
                .isEqualTo("#####==···");
    }

    @Test
    void colours_are_only_there_if_wanted() {
        assertThat(new Bar(2, true).of(List.of(new Part(1, '#', 32)))).isEqualTo("\u001b[32m##\u001b[0m");
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_bar_is_as_wide_as_it_should_be_whatever_the_shares(long seed) {
        var random = new SplittableRandom(seed);
        var parts = random.doubles(4, -0.5, 1.5)
                .mapToObj(share -> new Part(random.nextInt(8) == 0 ? Double.NaN : share, '#', 32))
                .toList();
        assertThat(new Bar(17, false).of(parts)).as("seed " + seed).hasSize(17);
    }
}
