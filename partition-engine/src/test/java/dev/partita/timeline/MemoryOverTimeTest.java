package dev.partita.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.plan.Schedule;
import dev.partita.program.BufferKind;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.simulation.Simulator;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryOverTimeTest {
    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_kind_is_ever_more_than_what_is_reserved_for_it(long seed) {
        Timeline timeline = random(seed);
        for (DeviceProgram device : timeline.program().devices()) {
            MemoryOverTime memory = MemoryOverTime.of(timeline, device.device());
            for (int moment = 0; moment < memory.size(); moment++) {
                for (BufferKind kind : BufferKind.values()) {
                    assertThat(memory.liveBytes(moment, kind)).isLessThanOrEqualTo(device.bytes(kind));
                }
                assertThat(memory.liveBytes(moment)).isLessThanOrEqualTo(memory.reservedBytes());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tensors_of_every_moment_add_up_to_its_bytes(long seed) {
        Timeline timeline = random(seed);
        MemoryOverTime memory = MemoryOverTime.of(
                timeline, timeline.program().devices().getLast().device());
        for (int moment = 0; moment < memory.size(); moment++) {
            assertThat(memory.tensors(moment).stream()
                            .mapToLong(LiveTensor::bytes)
                            .sum())
                    .isEqualTo(memory.liveBytes(moment));
        }
    }

    /**
     * Two layers of 16 x 16 floats with plain SGD on gpu:0 and gpu:1 in turn, four microbatches of one sample: gpu:0
     * holds one input of 16 floats for each microbatch whose backward has not run.
     */
    @Test
    void gpipe_keeps_every_microbatch_and_one_forward_one_backward_few() {
        assertThat(mostInputs(Schedule.GPIPE, 0)).isEqualTo(4 * 64);
        assertThat(mostInputs(Schedule.ONE_FORWARD_ONE_BACKWARD, 0)).isEqualTo(2 * 64);
    }

    @Test
    void weights_and_gradients_are_there_from_beginning_to_end() {
        MemoryOverTime memory = MemoryOverTime.of(pipeline(Schedule.GPIPE), 0);
        for (int moment = 0; moment < memory.size(); moment++) {
            assertThat(memory.liveBytes(moment, BufferKind.WEIGHTS)).isEqualTo(1024);
            assertThat(memory.liveBytes(moment, BufferKind.GRADIENTS)).isEqualTo(1024);
        }
    }

    @Test
    void a_time_belongs_to_the_moment_before_it() {
        MemoryOverTime memory = MemoryOverTime.of(pipeline(Schedule.GPIPE), 0);
        assertThat(memory.momentAt(0)).isZero();
        assertThat(memory.momentAt(memory.seconds(2))).isEqualTo(2);
        assertThat(memory.momentAt((memory.seconds(2) + memory.seconds(3)) / 2)).isEqualTo(2);
        assertThat(memory.momentAt(1e9)).isEqualTo(memory.size() - 1);
    }

    @Test
    void what_the_optimizer_keeps_belongs_to_the_layer_of_its_weight() {
        MemoryOverTime memory = MemoryOverTime.of(pipeline(Schedule.GPIPE), 1);
        assertThat(memory.tensors(memory.peak()))
                .filteredOn(tensor -> tensor.kind() == BufferKind.GRADIENTS || tensor.kind() == BufferKind.WEIGHTS)
                .extracting(LiveTensor::layer)
                .containsOnly("block/1");
    }

    private static long mostInputs(Schedule schedule, int device) {
        MemoryOverTime memory = MemoryOverTime.of(pipeline(schedule), device);
        long most = 0;
        for (int moment = 0; moment < memory.size(); moment++) {
            most = Math.max(
                    most,
                    memory.tensors(moment).stream()
                            .filter(tensor -> tensor.name().equals("image"))
                            .mapToLong(LiveTensor::bytes)
                            .sum());
        }
        return most;
    }

    private static Timeline pipeline(Schedule schedule) {
        return timeline(Plans.compiled(
                Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(schedule, 4)),
                FixedCosts.even(1, 2)));
    }

    private static Timeline random(long seed) {
        return timeline(Plans.compiled(
                Plans.random(new Random(seed), 2 + (int) (seed % 3)), FixedCosts.sharedCores((int) (seed % 3))));
    }

    private static Timeline timeline(Program program) {
        return Simulator.simulate(program).timeline();
    }
}
