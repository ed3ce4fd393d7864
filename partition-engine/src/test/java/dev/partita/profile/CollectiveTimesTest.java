package dev.partita.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.hardware.Ring;
import dev.partita.kernel.CollectiveKernel.AllReduce;
import dev.partita.tensor.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectiveTimesTest {
    private static final Cluster A100 = Clusters.parse("a100-80g-sxm:2x8");
    private static final List<Integer> FOUR = List.of(0, 1, 2, 3);
    private static final AllReduce LARGE = new AllReduce(0, 4, 1 << 28, DataType.BFLOAT16);
    private static final CollectiveTimes MEASURED = Profiles.of(A100.device(0)).collectives();

    @Test
    void cards_that_were_measured_are_predicted_as_measured_and_others_by_their_data_sheet() {
        assertThat(Profiles.of(A100.device(0)).name()).isEqualTo(Profiles.MEGATRON);
        assertThat(Profiles.of(Clusters.parse("h100-80g-sxm:1x8").device(0)).name())
                .isEqualTo(Profiles.ANALYTIC);
        assertThat(Profiles.of(Clusters.parse("a100-80g-pcie:1x8").device(0)).name())
                .isEqualTo(Profiles.ANALYTIC);
    }

    @Test
    void by_the_data_sheet_collectives_go_around_a_ring_of_declared_links() {
        CollectiveTimes declared = Profiles.analytic(A100.device(0)).collectives();
        assertThat(declared.among(FOUR, A100).applyAsDouble(LARGE))
                .isEqualTo(Ring.of(FOUR, A100).allReduce(LARGE.wholeBytes()));
        assertThat(declared.messageSeconds(300_000_000, 0, 1, A100)).isEqualTo(1e-3);
    }

    @Test
    void as_measured_they_take_what_the_library_takes() {
        RankGroup group = RankGroup.of(FOUR, A100);
        assertThat(group.perMachine()).isEqualTo(4);
        assertThat(MEASURED.among(FOUR, A100).applyAsDouble(LARGE))
                .isEqualTo(new CollectiveCosts(LinkEfficiency.NCCL)
                        .seconds(CollectiveKind.ALL_REDUCE, LARGE.wholeBytes(), group));
    }

    @Test
    void a_small_one_waits_for_the_slowest_rank_to_launch_it() {
        assertThat(MEASURED.among(FOUR, A100).applyAsDouble(new AllReduce(0, 4, 1, DataType.FLOAT32)))
                .isEqualTo(Efficiency.MEGATRON.collectiveFloorSeconds(4));
    }

    /** Of three ranks one is alone on its machine: it has one rail. */
    @Test
    void the_machine_with_the_fewest_ranks_decides() {
        RankGroup group = RankGroup.of(List.of(6, 7, 8), A100);
        assertThat(group.perMachine()).isEqualTo(1);
        assertThat(group.machines()).isEqualTo(3);
    }
}
