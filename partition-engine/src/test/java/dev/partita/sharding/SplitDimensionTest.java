package dev.partita.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitDimensionTest {
    @Test
    void the_parts_of_all_ranks_make_up_the_whole_once() {
        SplitDimension split = SplitDimension.of(Shape.of(3, 4, 6), new Shard(2), 3);
        List<Long> covered = new ArrayList<>();
        for (int rank = 0; rank < 3; rank++) {
            split.runs(rank).forEach(run -> {
                for (long i = 0; i < run.elements(); i++) {
                    covered.add(run.whole() + i);
                }
            });
        }
        assertThat(covered).hasSize(72).doesNotHaveDuplicates();
    }

    @Test
    void packed_queries_keys_and_values_are_split_each_by_itself() {
        SplitDimension split = SplitDimension.of(Shape.of(1, 12), new Shard(1, List.of(4L, 4L, 4L)), 2);
        assertThat(split.runs(1))
                .containsExactly(
                        new SplitDimension.Run(2, 0, 2),
                        new SplitDimension.Run(6, 2, 2),
                        new SplitDimension.Run(10, 4, 2));
    }

    @Test
    void the_channels_of_an_image_lie_side_by_side_in_memory() {
        SplitDimension split = SplitDimension.of(Shape.of(1, 4, 2, 1), new Shard(1), 2);
        assertThat(split.runs(0)).containsExactly(new SplitDimension.Run(0, 0, 2), new SplitDimension.Run(4, 2, 2));
    }
}
