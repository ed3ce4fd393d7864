package dev.partita.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.hardware.Link;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.Seconds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectiveCostsTest {
    private static final Link NVLINK = new Link(BytesPerSecond.gigabytes(300), new Seconds(10e-6));
    private static final Link RAIL = new Link(BytesPerSecond.gigabytes(25), new Seconds(20e-6));
    private static final CollectiveCosts NCCL = new CollectiveCosts(LinkEfficiency.NCCL);
    private static final CollectiveCosts IDEAL = new CollectiveCosts(new LinkEfficiency(1, 0, 0, 0, 0, 1, 1e18));

    private static RankGroup group(int ranks, int perMachine) {
        return new RankGroup(ranks, perMachine, NVLINK, RAIL);
    }

    /** nccl-tests: bus bandwidth is bytes over time, times 2(n-1)/n. */
    @Test
    void a_gibibyte_among_8_a100_moves_at_the_measured_bus_bandwidth() {
        double bytes = 1L << 30;
        double seconds = NCCL.seconds(CollectiveKind.ALL_REDUCE, bytes, group(8, 8));
        assertThat(bytes / seconds * 2 * 7 / 8 / 1e9).isCloseTo(229.35, within(7.0));
    }

    /** Patarasuk and Yuan 2009: 2(n-1)/n of the bytes over the bandwidth of one direction. */
    @Test
    void without_losses_a_ring_is_bound_by_bandwidth() {
        double seconds = IDEAL.seconds(CollectiveKind.ALL_REDUCE, CollectiveAlgorithm.RING, 3e9, group(4, 4));
        assertThat(seconds).isCloseTo(2 * 0.75 * 3e9 / 300e9, within(1e-12));
    }

    @Test
    void an_all_reduce_is_a_reduce_scatter_and_an_all_gather() {
        double both = NCCL.seconds(CollectiveKind.REDUCE_SCATTER, 1e9, group(8, 8))
                + NCCL.seconds(CollectiveKind.ALL_GATHER, 1e9, group(8, 8));
        assertThat(NCCL.seconds(CollectiveKind.ALL_REDUCE, 1e9, group(8, 8))).isCloseTo(both, within(0.02 * both));
    }

    /** At most twice a ring: every rank sends the tensor once instead of almost twice. */
    @Test
    void a_switch_that_adds_is_up_to_twice_as_fast() {
        double ring = NCCL.seconds(CollectiveKind.ALL_REDUCE, CollectiveAlgorithm.RING, 1e9, group(8, 8));
        double inNetwork = NCCL.seconds(CollectiveKind.ALL_REDUCE, CollectiveAlgorithm.IN_NETWORK, 1e9, group(8, 8));
        assertThat(ring / inNetwork).isBetween(1.5, 2.0);
    }

    @Test
    void machines_with_more_ranks_of_a_group_lend_it_more_rails() {
        double spread = NCCL.seconds(CollectiveKind.ALL_REDUCE, 1e9, group(8, 1));
        double packed = NCCL.seconds(CollectiveKind.ALL_REDUCE, 1e9, group(8, 4));
        assertThat(packed).isLessThan(spread / 3);
    }

    @ParameterizedTest
    @EnumSource
    void one_rank_waits_for_nobody_and_more_bytes_are_never_faster(CollectiveKind kind) {
        for (CollectiveAlgorithm algorithm : CollectiveAlgorithm.values()) {
            assertThat(NCCL.seconds(kind, algorithm, 1e6, group(1, 1))).isZero();
            assertThat(NCCL.seconds(kind, algorithm, 2e6, group(16, 8)))
                    .isGreaterThan(NCCL.seconds(kind, algorithm, 1e6, group(16, 8)));
        }
    }

    @Test
    void many_machines_and_few_bytes_are_left_to_a_tree() {
        double ring = NCCL.seconds(CollectiveKind.ALL_REDUCE, CollectiveAlgorithm.RING, 1e3, group(512, 1));
        assertThat(NCCL.seconds(CollectiveKind.ALL_REDUCE, 1e3, group(512, 1))).isLessThan(ring);
    }
}
