package dev.partita.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.history.TaskInterval;
import dev.partita.timeline.Lane;
import dev.partita.timeline.Timeline;
import dev.partita.ui.SampleStep;
import dev.partita.workbench.TaskIntervals;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepLanesTest {
    private static final List<TaskInterval> KEPT = List.of(
            new TaskInterval("B0 #1", "gpu:0", "compute", 3, 5, 0),
            new TaskInterval("W0 #1", "gpu:0", "compute", 5, 5.5, 0),
            new TaskInterval("F0 #1", "gpu:0", "compute", 1, 2, 0),
            new TaskInterval("decoder/0 activation #1", "gpu:0", "send", 2, 2.5, 64),
            new TaskInterval("update #0", "gpu:10", "compute", 5, 6, 0));

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void a_run_that_was_kept_is_put_in_order_by_device_lane_and_time() {
        StepLanes lanes = StepLanes.of(KEPT, Optional.empty());
        assertThat(lanes.devices()).containsExactly(0, 10);
        Track compute = lanes.track(0, Lane.COMPUTE).orElseThrow();
        assertThat(compute.starts()).containsExactly(1, 3, 5);
        assertThat(compute.tones()).containsExactly(Tone.FORWARD, Tone.BACKWARD, Tone.WEIGHT_GRADIENT);
        assertThat(lanes.label(compute.entries()[0])).isEqualTo("F0");
        assertThat(lanes.microbatch(compute.entries()[0])).isEqualTo(1);
        assertThat(lanes.stepSeconds()).isEqualTo(6);
        assertThat(lanes.task(0)).isEmpty();
    }

    @Test
    void a_step_that_a_run_kept_is_recognised_task_by_task() {
        Timeline step = SampleStep.of("gpt-mini", "a100-80g-sxm:1x4");
        StepLanes kept = StepLanes.of(TaskIntervals.of(step), Optional.of(step.program()));
        StepLanes own = StepLanes.of(step);
        assertThat(kept.size()).isEqualTo(own.size());
        for (int entry = 0; entry < own.size(); entry++) {
            assertThat(kept.task(entry)).isEqualTo(own.task(entry));
            assertThat(kept.start(entry)).isEqualTo(own.start(entry));
        }
    }

    @Test
    void a_folded_device_shows_its_messages_in_one_row() {
        Optional<StepLanes> lanes = Optional.of(StepLanes.of(KEPT, Optional.empty()));
        assertThat(new Rows(lanes, Optional.empty(), Set.of()).all())
                .extracting(Row::part)
                .containsExactly(Row.Part.COMPUTE, Row.Part.MESSAGES, Row.Part.COMPUTE);
        assertThat(new Rows(lanes, lanes, Set.of(0)).all())
                .extracting(Row::measured)
                .containsExactly(false, true, false, true, false, true);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_slice_at_a_moment_is_the_one_that_a_search_of_all_finds(long seed) {
        Random random = new Random(seed);
        Track track = track(random, 200);
        for (int i = 0; i < 50; i++) {
            double moment = random.nextDouble(track.ends()[199]);
            int found = -1;
            for (int slice = 0; slice < track.size(); slice++) {
                if (track.starts()[slice] <= moment && moment < track.ends()[slice]) {
                    found = slice;
                }
            }
            assertThat(track.at(moment, 0)).isEqualTo(found);
        }
    }

    private static Track track(Random random, int size) {
        double[] starts = new double[size];
        double[] ends = new double[size];
        int[] entries = new int[size];
        Tone[] tones = new Tone[size];
        double now = 0;
        for (int i = 0; i < size; i++) {
            starts[i] = now + random.nextDouble();
            ends[i] = starts[i] + random.nextDouble();
            now = ends[i];
            entries[i] = i;
            tones[i] = Tone.FORWARD;
        }
        return new Track(0, Lane.COMPUTE, entries, starts, ends, tones);
    }
}
