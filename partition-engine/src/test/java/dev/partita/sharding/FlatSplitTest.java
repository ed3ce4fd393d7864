package dev.partita.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.sharding.FlatSplit.Range;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatSplitTest {
    @Test
    void the_last_range_ends_where_the_elements_do() {
        FlatSplit split = new FlatSplit(10, List.of(0), List.of(4));
        assertThat(split.partElements()).isEqualTo(3);
        assertThat(split.range(List.of(2))).isEqualTo(new Range(6, 3));
        assertThat(split.range(List.of(3))).isEqualTo(new Range(9, 1));
    }

    @Test
    void fewer_elements_than_ranks_leave_some_with_none() {
        FlatSplit split = new FlatSplit(1, List.of(0), List.of(4));
        assertThat(split.range(List.of(0))).isEqualTo(new Range(0, 1));
        assertThat(split.range(List.of(1)).elements()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 12, 13, 24, 100})
    void ranges_over_two_axes_of_three_cover_every_element_once(long elements) {
        FlatSplit split = new FlatSplit(elements, List.of(0, 2), List.of(2, 3));
        int[] covered = new int[(int) elements];
        for (int outer = 0; outer < 2; outer++) {
            for (int inner = 0; inner < 3; inner++) {
                Range range = split.range(List.of(outer, 5, inner));
                IntStream.range(0, (int) range.elements()).forEach(i -> covered[(int) range.first() + i]++);
            }
        }
        assertThat(covered).containsOnly(1);
    }
}
