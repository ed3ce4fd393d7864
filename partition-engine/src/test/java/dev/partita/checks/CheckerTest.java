package dev.partita.checks;

import static dev.partita.plan.Schedule.GPIPE;
import static dev.partita.plan.Schedule.ONE_FORWARD_ONE_BACKWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.hardware.Cluster;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Zero;
import dev.partita.program.BufferKind;
import dev.partita.quantity.Bytes;
import dev.partita.text.Verbatim;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Every diagnostic once, on chains of 16 x 16 Linear layers: 1 KiB of weights and 1 KiB of gradients each under plain
 * SGD, 64 bytes per sample between them.
 */
class CheckerTest {
    private static final Cluster TWO = Machines.virtual(2);

    @Test
    void a_plan_that_fits_has_its_bytes_by_kind_and_nothing_to_warn_of() {
        CheckReport report = check(Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 4), 0, 1));
        assertThat(report.fits()).isTrue();
        assertThat(report.trainable()).isTrue();
        assertThat(report.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.BUBBLE);
        DeviceMemory first = report.devices().getFirst();
        assertThat(first.bytes(BufferKind.WEIGHTS)).isEqualTo(1024);
        assertThat(first.bytes(BufferKind.GRADIENTS)).isEqualTo(1024);
        assertThat(first.peakBytes())
                .isEqualTo(
                        first.bytesByKind().values().stream().mapToLong(b -> b).sum()
                                + first.paddingBytes()
                                + first.overheadBytes());
        assertThat(report.links())
                .hasSize(2)
                .allSatisfy(link -> assertThat(link.bytesPerStep()).isEqualTo(4 * 64));
    }

    @Test
    void a_device_over_capacity_gives_its_outermost_block_to_its_neighbour() {
        // Three blocks are 6 KiB of weights and gradients, and something on top; two blocks on each device fit.
        Cluster small = Machines.virtual(2, new Bytes(6 * 1024), Machines.INSTANT);
        Diagnostic diagnostic = the(
                Code.OVER_CAPACITY, check(Plans.placed(Models.chain(4), small, Plans.training(GPIPE, 1), 0, 0, 0, 1)));
        assertThat(diagnostic.where()).hasToString("gpu:0");
        assertThat(diagnostic.message().toString()).contains("> 6.0 KiB", "most of it is weights with 3.0 KiB");
        Fix fix = diagnostic.fixes().getFirst();
        assertThat(fix.edit()).isEqualTo(new Edit.Place("A", new Rule("block/2", List.of(1))));
        assertThat(fix.effect().errorsAfter()).isZero();
        assertThat(fix.description().toString()).startsWith("Move block/2 (1 layer) to gpu:1: peak of gpu:0 6.");
    }

    @Test
    void smaller_microbatches_and_fewer_in_flight_make_room_for_activations() {
        // 32 samples of 64 bytes, kept for 8 microbatches under GPipe, are far more than the weights.
        Cluster small = Machines.virtual(2, Bytes.kibibytes(24), Machines.INSTANT);
        Diagnostic diagnostic = check(Plans.placed(Models.chain(2), small, Plans.training(GPIPE, 8, 32), 0, 1))
                .diagnostics()
                .getFirst();
        assertThat(diagnostic.code()).isEqualTo(Code.OVER_CAPACITY);
        assertThat(diagnostic.fixes())
                .filteredOn(fix -> fix.effect().errorsAfter() == 0)
                .extracting(fix -> fix.action().toString())
                .contains("Switch the schedule from gpipe to 1f1b");
    }

    @Test
    void parameters_beyond_all_devices_ask_for_more_devices() {
        Cluster small = new ClusterSpec(
                        "virtual:1", OptionalLong.of(5000), OptionalDouble.empty(), OptionalDouble.empty())
                .toCluster();
        Plan plan = Plans.pipeline(Models.chain(4), small, Plans.training(GPIPE, 1));
        Diagnostic diagnostic = the(Code.CLUSTER_TOO_SMALL, check(plan));
        assertThat(diagnostic.message().toString())
                .contains("1.0 k parameters take 8.0 KiB > 4.9 KiB", "at least 2 such devices");
        assertThat(diagnostic.fixes().getFirst().action())
                .hasToString("Take virtual:2 and split the model evenly over 2 devices");
        assertThat(check(plan.after(diagnostic.fixes().getFirst().edit())).fits())
                .isTrue();
    }

    @Test
    void virtual_devices_cannot_take_more_than_the_host_has() {
        // 64 samples at once are 4 KiB per tensor; 16 at once, two in flight, are half of that.
        Plan plan = Plans.placed(Models.chain(2), TWO, Plans.training(ONE_FORWARD_ONE_BACKWARD, 1, 64), 0, 1);
        CheckReport report =
                Checker.check(plan, FixedCosts.gigaflop(), new CheckOptions("A", OptionalLong.of(16 * 1024)));
        Diagnostic diagnostic = the(Code.HOST_MEMORY, report);
        assertThat(report.fits()).isFalse();
        assertThat(diagnostic.message().toString()).contains("2 virtual devices together need", "> 16.0 KiB");
        assertThat(diagnostic.fixes().getFirst().effect().errorsAfter()).isZero();
    }

    @Test
    void an_exposed_link_is_held_against_the_ridge_and_moved_to_a_narrow_place() {
        // 64 floats cross instead of 4. The stage behind does 2 x 64 x 4 + 2 x 4 x 16 + 4 x 16 = 704 FLOPs per sample,
        // 2.75 per byte, at 1 GFLOP/s; the link of 1 MB/s wants 1000.
        Cluster slow = Machines.virtual(2, Bytes.gibibytes(1), Machines.link(1e6, 0));
        Plan plan = Plans.placed(Models.widths(16, 64, 4, 16), slow, Plans.training(GPIPE, 1), 0, 1, 1);
        Diagnostic diagnostic = check(plan).diagnostics().stream()
                .filter(found -> found.where().equals(new Verbatim("gpu:0 -> gpu:1")))
                .findFirst()
                .orElseThrow();
        assertThat(diagnostic.code()).isEqualTo(Code.EXPOSED_TRANSFER);
        assertThat(diagnostic.message().toString())
                .contains("256 µs", "256 B from gpu:0 at 1.0 MB/s", "2.75 FLOPs per byte received < 1000");
        Fix fix = diagnostic.fixes().getFirst();
        assertThat(fix.edit()).isEqualTo(new Edit.Place("A", new Rule("block/1", List.of(0))));
        assertThat(fix.effect().stepSecondsAfter().orElseThrow())
                .isLessThan(fix.effect().stepSecondsBefore().orElseThrow() / 10);
    }

    @Test
    void idle_devices_are_worth_a_warning_where_spreading_helps() {
        Plan plan = Plans.placed(Models.chain(4), Machines.virtual(4), Plans.training(GPIPE, 8), 0, 0, 0, 0);
        Diagnostic diagnostic = the(Code.IDLE_DEVICE, check(plan));
        assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
        assertThat(diagnostic.message().toString()).startsWith("3 devices of 4 (gpu:1 to gpu:3) own no layer");
        assertThat(check(plan.after(diagnostic.fixes().getFirst().edit())).diagnostics())
                .extracting(Diagnostic::severity)
                .containsOnly(Severity.INFO);
    }

    @Test
    void a_bubble_is_offered_the_schedule_that_is_predicted_to_lower_it_most() {
        Plan plan = Plans.placed(
                Models.chain(8),
                Machines.virtual(4),
                Plans.training(ONE_FORWARD_ONE_BACKWARD, 8),
                0,
                0,
                1,
                1,
                2,
                2,
                3,
                3);
        Diagnostic diagnostic = the(Code.BUBBLE, check(plan));
        assertThat(diagnostic.severity()).isEqualTo(Severity.INFO);
        assertThat(diagnostic.message().toString())
                .endsWith(
                        "% of the devices' time is bubble: under the schedule 1f1b, with 4 stages and 8 microbatches, they"
                                + " wait for one another.");
        assertThat(diagnostic.fixes())
                .allSatisfy(fix -> assertThat(fix.effect().stepSecondsAfter().orElseThrow())
                        .isLessThan(fix.effect().stepSecondsBefore().orElseThrow()))
                .extracting(fix -> fix.action().toString())
                .containsExactly(
                        "Switch the schedule from 1f1b to zb-h1",
                        "Cut the model into 8 chunks, in a V over 4 devices or meshes, under the schedule dualpipe-v");
    }

    @Test
    void stages_in_another_pattern_are_cut_into_that_of_the_schedule() {
        Plan plan = Plans.placed(Models.chain(4), TWO, Plans.training(Schedule.INTERLEAVED, 4), 0, 1, 1, 0);
        Diagnostic diagnostic = the(Code.STAGE_PATTERN, check(plan));
        assertThat(diagnostic.message().toString())
                .isEqualTo(
                        "The schedule interleaved takes stages that go round all devices in turn (gpu:0 1 0 1), but the 3"
                                + " stages lie on gpu:0 1 0; cut the model so, or choose another schedule.");
        assertThat(diagnostic.fixes())
                .extracting(fix -> fix.action().toString())
                .containsExactly(
                        "Cut the model into 4 chunks, round-robin over 2 devices or meshes, under the schedule interleaved",
                        "Switch the schedule from interleaved to gpipe",
                        "Switch the schedule from interleaved to zb-v",
                        "Switch the schedule from interleaved to dualpipe-v",
                        "Switch the schedule from interleaved to list");
        assertThat(check(plan.after(diagnostic.fixes().getFirst().edit())).trainable())
                .isTrue();
    }

    @Test
    void a_pipeline_once_through_the_devices_is_no_v_until_it_is_cut() {
        Plan plan = Plans.placed(Models.chain(4), TWO, Plans.training(Schedule.ZERO_BUBBLE_V, 4), 0, 0, 1, 1);
        Diagnostic diagnostic = the(Code.STAGE_PATTERN, check(plan));
        assertThat(diagnostic.message().toString())
                .startsWith(
                        "The schedule zb-v takes two stages per device, through all devices and back (gpu:0 1 1 0)");
        assertThat(check(plan.after(diagnostic.fixes().getFirst().edit())).trainable())
                .isTrue();
    }

    @Test
    void a_cluster_with_more_devices_than_blocks_is_no_warning() {
        Plan plan = Plans.placed(Models.chain(2), Machines.virtual(4), Plans.training(GPIPE, 8), 0, 1);
        Diagnostic diagnostic = the(Code.IDLE_DEVICE, check(plan));
        assertThat(diagnostic.severity()).isEqualTo(Severity.INFO);
        assertThat(diagnostic.fixes()).isEmpty();
    }

    @Test
    void an_unplaced_layer_joins_its_neighbour() {
        Plan plan = without("block/1", Plans.placed(Models.chain(3), TWO, Plans.training(GPIPE, 2), 0, 0, 1));
        CheckReport report = check(plan);
        Diagnostic diagnostic = the(Code.UNPLACED_LAYER, report);
        assertThat(diagnostic.message().toString())
                .isEqualTo("1 layer of 4 is on no device (block/1); place every layer.");
        assertThat(diagnostic.fixes().getFirst().edit())
                .isEqualTo(new Edit.Place("A", new Rule("block/1", List.of(0))));
        assertThat(report.fits()).isFalse();
        assertThat(report.devices())
                .hasSize(2)
                .allSatisfy(device -> assertThat(device.peakBytes()).isZero());
    }

    @Test
    void layers_whose_devices_are_partly_in_another_mesh_go_to_the_first_of_theirs() {
        Plan plan = with(
                new Rule("block/1", List.of(1, 0)), Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 2), 0, 1));
        Diagnostic diagnostic = the(Code.ILLEGAL_SPLIT, check(plan));
        assertThat(diagnostic.message().toString()).contains("two meshes have all devices in common or none");
        assertThat(check(plan.after(diagnostic.fixes().getFirst().edit())).trainable())
                .isTrue();
    }

    @Test
    void several_stages_on_a_device_are_joined_or_scheduled_otherwise() {
        Plan plan = Plans.placed(Models.chain(4), TWO, Plans.training(ONE_FORWARD_ONE_BACKWARD, 4), 0, 1, 0, 0);
        Diagnostic diagnostic = check(plan).diagnostics().getFirst();
        assertThat(diagnostic.code()).isEqualTo(Code.SEVERAL_STAGES);
        assertThat(diagnostic.message().toString())
                .isEqualTo("gpu:0 owns 2 stages (block/0; block/{2..3} and loss), but the schedule 1f1b takes 1 per"
                        + " device.");
        assertThat(diagnostic.fixes())
                .allSatisfy(fix -> assertThat(fix.effect().errorsAfter()).isZero())
                .extracting(fix -> fix.action().toString())
                .containsExactly(
                        "Move block/0 (1 layer) to gpu:1",
                        "Move block/1 (1 layer) to gpu:0",
                        "Switch the schedule from 1f1b to gpipe",
                        "Switch the schedule from 1f1b to list");
    }

    @Test
    void a_device_that_the_cluster_lacks_is_replaced_by_one_that_is_idle() {
        Plan plan = Plans.placed(Models.chain(3), Machines.virtual(3), Plans.training(GPIPE, 2), 0, 1, 9);
        Diagnostic diagnostic = the(Code.NO_SUCH_DEVICE, check(plan));
        assertThat(diagnostic.message().toString())
                .isEqualTo("2 layers (block/2 and loss) should be on gpu:9, but test:3 ends at gpu:2.");
        assertThat(diagnostic.fixes().getFirst().action()).hasToString("Place block/2 and loss on gpu:2");
    }

    @Test
    void a_model_without_a_loss_cannot_be_trained() {
        Plan plan = new Plan(
                Models.withoutLoss(),
                Machines.virtual(1),
                new Placement(List.of(new Rule("block", List.of(0)))),
                Plans.training(GPIPE, 1));
        CheckReport report = check(plan);
        assertThat(the(Code.NO_LOSS, report).message().toString()).contains("none of them is a loss");
        assertThat(report.notTrainableBecause()).isPresent();
    }

    @Test
    void a_model_whose_shapes_do_not_fit_is_named() {
        Plan plan = Plans.placed(Models.mismatched(), TWO, Plans.training(Schedule.GPIPE, 1), 0);
        assertThat(the(Code.SHAPE_MISMATCH, check(plan)).message().toString())
                .startsWith("Layer block/0: Linear takes a last");
    }

    /** 4 KiB of weights and of gradients each, 8 KiB of optimizer state; half of the state and gradients are 6 KiB. */
    @Test
    void ranks_that_copy_what_does_not_fit_are_to_divide_it() {
        Cluster small = Machines.virtual(2, Bytes.kibibytes(14), Machines.INSTANT);
        Diagnostic diagnostic = the(Code.OVER_CAPACITY, check(Plans.copied(Models.chain(4), small, Zero.NOTHING)));
        Fix fix = diagnostic.fixes().getFirst();
        assertThat(fix.action().toString()).contains("gradients", "(training.zero=2, now 0)");
        assertThat(fix.effect().errorsAfter()).isZero();
    }

    @Test
    void optimizer_state_that_ranks_copy_is_mentioned_where_it_takes_a_fifth_of_the_memory() {
        Cluster room = Machines.virtual(2, Bytes.kibibytes(19), Machines.INSTANT);
        Diagnostic diagnostic = the(Code.REPLICATED_STATE, check(Plans.copied(Models.chain(4), room, Zero.NOTHING)));
        assertThat(diagnostic.severity()).isEqualTo(Severity.INFO);
        assertThat(diagnostic.message().toString()).contains("8.0 KiB of optimizer state", "4.0 KiB of it, 21 %");
        assertThat(check(Plans.copied(Models.chain(4), room, Zero.OPTIMIZER_STATE))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void a_rule_that_matches_nothing_can_be_removed() {
        Plan right = Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 2), 0, 1);
        Plan plan = with(new Rule("blok/1", List.of(0)), right);
        Diagnostic diagnostic = the(Code.UNUSED_RULE, check(plan));
        assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
        assertThat(diagnostic.message().toString()).contains("\"blok/1\" on gpu:0", "nearest name is block/1");
        assertThat(plan.after(diagnostic.fixes().getFirst().edit())).isEqualTo(right);
    }

    @Test
    void a_frozen_pattern_that_matches_nothing_can_be_removed() {
        Plan right = Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 2), 0, 1);
        Plan plan = frozen(right, "blok/1");
        Diagnostic diagnostic = the(Code.UNUSED_FROZEN, check(plan));
        assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
        assertThat(diagnostic.message().toString()).contains("\"blok/1\" matches no layer", "nearest name is block/1");
        assertThat(plan.after(diagnostic.fixes().getFirst().edit())).isEqualTo(right);
    }

    @Test
    void a_model_frozen_whole_is_to_train_something() {
        Plan right = Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 2), 0, 1);
        Plan plan = frozen(right, "**");
        Diagnostic diagnostic = the(Code.ALL_FROZEN, check(plan));
        assertThat(diagnostic.message().toString()).contains("nothing to train");
        assertThat(plan.after(diagnostic.fixes().getFirst().edit())).isEqualTo(right);
    }

    private static Plan frozen(Plan plan, String pattern) {
        return new Plan(
                plan.graph(), plan.cluster(), plan.placement(), plan.training().withFrozen(List.of(pattern)));
    }

    @Test
    void cards_that_this_machine_lacks_are_checked_but_not_trained() {
        Cluster cards = Machines.cards(2, Bytes.gibibytes(1), Machines.INSTANT);
        CheckReport report = check(Plans.placed(Models.chain(2), cards, Plans.training(GPIPE, 2), 0, 1));
        assertThat(report.fits()).isTrue();
        assertThat(report.notTrainableBecause().orElseThrow().toString()).contains("catalogue cards");
    }

    private static CheckReport check(Plan plan) {
        return Checker.check(plan, FixedCosts.gigaflop());
    }

    private static Diagnostic the(Code code, CheckReport report) {
        assertThat(report.diagnostics()).extracting(Diagnostic::code).contains(code);
        return report.diagnostics().stream()
                .filter(diagnostic -> diagnostic.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static Plan with(Rule rule, Plan plan) {
        return new Plan(plan.graph(), plan.cluster(), plan.placement().with(rule), plan.training());
    }

    private static Plan without(String pattern, Plan plan) {
        List<Rule> rules = new ArrayList<>(plan.placement().rules());
        rules.removeIf(rule -> rule.pattern().equals(pattern));
        return new Plan(plan.graph(), plan.cluster(), new Placement(rules), plan.training());
    }
}
