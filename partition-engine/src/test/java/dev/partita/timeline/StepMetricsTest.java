package dev.partita.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Schedule;
import dev.partita.program.Program;
import dev.partita.quantity.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepMetricsTest {
    private static final double EXACT = 1e-9;

    /** Forward 2 x 16 x 16 FLOPs per sample and layer; the first of two layers needs no input gradient: 5 products. */
    private static final double CHAIN_FLOPS = 5 * 512;

    @Test
    void samples_and_tokens_per_second_count_the_global_batch() {
        StepMetrics metrics = twoSecondStep(Models.sequenceChain(2, 128), Machines.virtual(1));
        assertThat(metrics.samplesPerSecond()).isCloseTo(4 / 2.0, within(EXACT));
        assertThat(metrics.tokensPerSecond().orElseThrow()).isCloseTo(4 * 128 / 2.0, within(EXACT));
    }

    @Test
    void a_class_per_image_is_no_token() {
        assertThat(twoSecondStep(Models.chain(2), Machines.virtual(1)).tokensPerSecond())
                .isEmpty();
    }

    @Test
    void utilization_is_matrix_work_over_the_peak_of_the_devices_used() {
        Cluster cards = Machines.cards(2, Bytes.gibibytes(1), Machines.INSTANT);
        StepMetrics metrics = twoSecondStep(Models.chain(2), cards);
        assertThat(metrics.mfu().orElseThrow()).isCloseTo(4 * CHAIN_FLOPS / (2 * 1e9 * 2), within(1e-15));
        assertThat(metrics.hfu()).isEqualTo(metrics.mfu());
    }

    @Test
    void a_virtual_device_has_no_utilization_of_its_nominal_peak() {
        assertThat(twoSecondStep(Models.chain(2), Machines.virtual(2)).mfu()).isEmpty();
    }

    @Test
    void a_transfer_is_drawn_on_both_of_its_devices() {
        Program program = Plans.compiled(
                Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(Schedule.GPIPE, 4)),
                FixedCosts.gigaflop());
        assertThat(timeline(program, 1).slices())
                .filteredOn(slice -> slice.label().equals("block/0 activation") && slice.microbatch() == 3)
                .extracting(Slice::device, Slice::lane, Slice::bytes)
                .containsExactly(tuple(0, Lane.SEND, 64L), tuple(1, Lane.RECEIVE, 64L));
        assertThat(timeline(program, 1).slices())
                .filteredOn(slice -> slice.label().equals("F1"))
                .extracting(Slice::microbatch)
                .containsExactly(0, 1, 2, 3);
    }

    /** Time on a core that was not busy is waiting for one. */
    @Test
    void a_segment_longer_than_its_processor_time_waited_for_a_core() {
        Program program = Plans.compiled(
                Plans.pipeline(Models.chain(2), Machines.virtual(1), Plans.training(Schedule.GPIPE, 1)),
                FixedCosts.gigaflop());
        DeviceUse use = StepMetrics.of(timeline(program, 0.25)).devices().getFirst();
        assertThat(use.busyFraction()).isCloseTo(0.25, within(EXACT));
        assertThat(use.coreWaitFraction()).isCloseTo(0.75, within(EXACT));
        assertThat(use.idleFraction()).isCloseTo(0, within(EXACT));
    }

    private static StepMetrics twoSecondStep(ModelGraph graph, Cluster cluster) {
        return StepMetrics.of(timeline(
                Plans.compiled(
                        Plans.pipeline(graph, cluster, Plans.training(Schedule.GPIPE, 4)), FixedCosts.gigaflop()),
                1));
    }

    /** Two seconds with one task after the other, each busy for a share of its time. */
    private static Timeline timeline(Program program, double busyShare) {
        int[] order = program.tasks().order();
        double[] start = new double[order.length];
        double[] end = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            start[order[i]] = 2.0 * i / order.length;
            end[order[i]] = 2.0 * (i + 1) / order.length;
        }
        double[] busy = new double[order.length];
        Arrays.fill(busy, busyShare * 2.0 / order.length);
        return new Timeline(program, Clock.WALL, start, end, busy);
    }
}
