package dev.partita.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.StagePattern;
import dev.partita.program.Buffer;
import dev.partita.program.Program;
import dev.partita.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bubbles of the field's schedules on even stages, as the simulator finds them in the programs of plans. */
class SchedulesTest {
    private static final double EXACT = 1e-9;

    /** Narayanan et al. 2021: (p - 1)(F + B + W) with one chunk of a stage, 1/v of it with v. */
    @ParameterizedTest
    @CsvSource({"2,1,4", "4,1,8", "2,2,4", "4,2,8", "4,2,16", "3,3,9", "4,4,4"})
    void interleaving_divides_the_bubble_by_the_chunks(int devices, int chunks, int microbatches) {
        Program program = program(Schedule.INTERLEAVED, devices, chunks, microbatches, 1, 1, 1);
        double stage = 3.0 * chunks;
        assertThat(bubbleSeconds(program)).isCloseTo((devices - 1) * stage / chunks, within(EXACT));
    }

    /** Qi et al. 2023, table 1: (p - 1)(F + B - W). */
    @ParameterizedTest
    @CsvSource({"2,4,1,1,1", "4,8,1,1,1", "4,4,1,1,1", "4,8,2,3,1", "8,16,1,2,1"})
    void zb_h1_leaves_a_third_of_the_bubble(int devices, int microbatches, double f, double b, double w) {
        Program program = program(Schedule.ZERO_BUBBLE_H1, devices, 1, microbatches, f, b, w);
        assertThat(bubbleSeconds(program)).isCloseTo((devices - 1) * (f + b - w), within(EXACT));
    }

    /** Qi et al. 2024: where F = B = W no device waits from its first turn to its last, if m is at least 2p - 1. */
    @ParameterizedTest
    @CsvSource({"2,3", "2,8", "4,7", "4,16", "8,16"})
    void zb_v_leaves_no_bubble_where_all_passes_take_alike(int devices, int microbatches) {
        Program program = program(Schedule.ZERO_BUBBLE_V, devices, 2, microbatches, 1, 1, 1);
        for (int device = 0; device < devices; device++) {
            assertThat(waitingSeconds(program, device)).as("gpu:" + device).isCloseTo(0, within(EXACT));
        }
        // What the step is longer than the work is the way of the first microbatch to the last device.
        assertThat(bubbleSeconds(program)).isCloseTo(devices - 1, within(EXACT));
    }

    /**
     * DeepSeek-AI 2025, table of the README, with p/2 devices: (p/2 - 1)(F&B + B - 3W) where B is the whole backward. Here
     * a pair is F + B one after the other, and a gradient leaves before W, so it is never more than that.
     */
    @ParameterizedTest
    @CsvSource({"2,8,1,1,1", "4,8,1,1,1", "4,16,1,1,1", "4,16,2,3,1", "8,16,1,2,1", "4,16,3,2,1"})
    void dualpipe_v_waits_no_longer_than_is_published(int devices, int microbatches, double f, double b, double w) {
        double whole = b + w;
        double published = (devices - 1) * (f + whole + whole - 3 * w);
        double found = bubbleSeconds(program(Schedule.DUALPIPE_V, devices, 2, microbatches, f, b, w));
        assertThat(found).isLessThanOrEqualTo(published + EXACT).isGreaterThan(0);
        if (f == b && b == w) {
            assertThat(found).isCloseTo((devices - 1) * f, within(EXACT));
        }
    }

    /** On even pipelines a list finds what is known to be good: never worse than 1F1B, its own bound on memory. */
    @ParameterizedTest
    @CsvSource({"2,1,8", "4,1,8", "4,1,16", "4,2,16", "8,1,32"})
    void a_list_is_no_slower_than_1f1b(int devices, int chunks, int microbatches) {
        double oneForwardOneBackward = (devices - 1) * 3.0 * chunks;
        Program program = program(Schedule.LIST, devices, chunks, microbatches, 1, 1, 1);
        assertThat(bubbleSeconds(program)).isLessThanOrEqualTo(oneForwardOneBackward + EXACT);
    }

    /** What a stage keeps of every microbatch in flight has as many slots as the order says, to the byte. */
    @ParameterizedTest
    @CsvSource({"GPIPE,8 8 8 8", "ONE_FORWARD_ONE_BACKWARD,4 3 2 1", "ZERO_BUBBLE_H1,4 3 2 1"})
    void outputs_kept_for_the_backward_of_inputs_have_a_slot_per_microbatch_in_flight(Schedule schedule, String slots) {
        Program program = program(schedule, 4, 1, 8, 1, 1, 1);
        List<String> found = IntStream.range(0, 4)
                .mapToObj(device -> program.device(device).buffers().stream()
                        .filter(buffer -> buffer.name().equals("block/" + device + "/linear"))
                        .findFirst()
                        .map(Buffer::slots)
                        .map(String::valueOf)
                        .orElseThrow())
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(slots);
    }

    /** The input of a Linear layer is read by its weight gradient, and one slot more lets the link work ahead. */
    @Test
    void what_weight_gradients_read_is_kept_until_they_ran() {
        Program split = program(Schedule.ZERO_BUBBLE_H1, 4, 1, 8, 1, 1, 1);
        Program whole = program(Schedule.ONE_FORWARD_ONE_BACKWARD, 4, 1, 8, 1, 1, 1);
        assertThat(slotsReceived(split, 3)).isEqualTo(4 + 1);
        assertThat(slotsReceived(whole, 3)).isEqualTo(1 + 1);
    }

    private static int slotsReceived(Program program, int device) {
        return program.device(device).buffers().stream()
                .filter(buffer -> buffer.name().equals("block/" + (device - 1) + "/gelu activation"))
                .mapToInt(Buffer::slots)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_bottom_of_a_v_is_one_run_of_layers_and_two_chunks() {
        Program program = program(Schedule.ZERO_BUBBLE_V, 3, 2, 6, 1, 1, 1);
        assertThat(program.stages().stream().map(stage -> stage.device())).containsExactly(0, 1, 2, 2, 1, 0);
        assertThat(program.stages().get(2).layers())
                .extracting(layer -> layer.id())
                .containsExactly("block/2/linear", "block/2/gelu");
    }

    /** Even chunks in the schedule's pattern, over links that take no time. */
    private static Program program(
            Schedule schedule, int devices, int chunks, int microbatches, double f, double b, double w) {
        List<Integer> all = IntStream.range(0, devices).boxed().toList();
        StagePattern pattern =
                schedule.pattern() == StagePattern.MIRRORED ? StagePattern.MIRRORED : StagePattern.ROUND_ROBIN;
        List<Integer> order = pattern.devices(all, chunks);
        List<Rule> rules = new ArrayList<>();
        for (int block = 0; block < order.size(); block++) {
            rules.add(new Rule("block/" + block, List.of(order.get(block))));
        }
        rules.add(new Rule("loss", List.of(order.getLast())));
        Plan plan = new Plan(
                Models.activated(order.size()),
                Machines.virtual(devices),
                new Placement(rules),
                Plans.training(schedule, microbatches));
        return Plans.compiled(plan, FixedCosts.split(f, b, w));
    }

    /** How much longer the step is than the work of a device, all of which have the same. */
    private static double bubbleSeconds(Program program) {
        Simulation simulation = Simulator.simulate(program);
        return simulation.metrics().bubbleFraction() * simulation.stepSeconds();
    }

    /** Of one device, from its first microbatch's start to its last one's end, what it does not compute. */
    private static double waitingSeconds(Program program, int device) {
        Timeline timeline = Simulator.simulate(program).timeline();
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        double busy = 0;
        for (int task = 0; task < program.tasks().taskCount(); task++) {
            int loop = program.tasks().loopOf()[task];
            if (program.isSegment(loop)
                    && program.segments().get(loop).device() == device
                    && program.segments().get(loop).seconds() > 0) {
                first = Math.min(first, timeline.startSeconds()[task]);
                last = Math.max(last, timeline.endSeconds()[task]);
                busy += timeline.endSeconds()[task] - timeline.startSeconds()[task];
            }
        }
        return last - first - busy;
    }
}
