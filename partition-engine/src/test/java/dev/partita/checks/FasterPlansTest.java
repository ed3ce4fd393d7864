package dev.partita.checks;

import static dev.partita.plan.Schedule.GPIPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.plan.Edit;
import dev.partita.plan.NewProject;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.sharding.Axis;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plans that work but would be faster otherwise: what is said of them, and that the fix keeps its promise. */
class FasterPlansTest {
    private static final Cluster TWO = Machines.virtual(2);
    private static final Profile GIGAFLOP = FixedCosts.gigaflop();

    @Test
    void a_stage_much_slower_than_the_mean_is_cut_evenly() {
        Plan plan = Plans.placed(Models.chain(8), TWO, Plans.training(GPIPE, 8), 0, 0, 0, 0, 0, 0, 0, 1);
        Diagnostic diagnostic = find(Code.IMBALANCE, plan, GIGAFLOP).orElseThrow();
        assertThat(diagnostic.where()).hasToString("gpu:0");
        // 7 layers of 3 products less the first input gradient, 20 x 512 ns; the last and the loss on the other.
        assertThat(diagnostic.message().toString())
                .startsWith("A microbatch keeps gpu:0 busy for 10.2 µs, ")
                .endsWith("over 2 devices or meshes, which wait for it.");
        Plan even = kept(diagnostic.fixes().getFirst(), plan, GIGAFLOP);
        assertThat(even.placement().devices(even.graph()).get("block/3")).containsExactly(0);
        assertThat(even.placement().devices(even.graph()).get("block/4")).containsExactly(1);
        assertThat(find(Code.IMBALANCE, even, GIGAFLOP)).isEmpty();
    }

    @Test
    void a_slow_stage_that_no_cut_relieves_is_not_mentioned() {
        Plan plan = Plans.placed(Models.widths(16, 256, 16), TWO, Plans.training(GPIPE, 8), 0, 1);
        assertThat(find(Code.IMBALANCE, plan, GIGAFLOP)).isEmpty();
    }

    @Test
    void a_tensor_axis_across_machines_is_turned_into_them() {
        Plan plan = Plans.onMesh(Models.chain(4), Machines.pair(2), 0, 2, 1, 3);
        Diagnostic diagnostic =
                find(Code.TENSOR_ACROSS_MACHINES, plan, GIGAFLOP).orElseThrow();
        assertThat(diagnostic.message().toString())
                .isEqualTo(
                        "Layers on gpu:0 to gpu:3 are divided over the axis tensor=2, whose ranks lie on 2 machines: they"
                                + " exchange parts of every layer at 1.0 MB/s between machines, not at 1.0 GB/s inside one.");
        Plan ordered = kept(diagnostic.fixes().getFirst(), plan, GIGAFLOP);
        assertThat(ordered.placement().rules().getFirst().devices()).containsExactly(0, 1, 2, 3);
        assertThat(find(Code.TENSOR_ACROSS_MACHINES, ordered, GIGAFLOP)).isEmpty();
    }

    @Test
    void stages_whose_tensor_axes_both_cross_exchange_devices() {
        List<Axis> tensor = List.of(new Axis("tensor", 2));
        Plan plan = new Plan(
                Models.chain(4),
                Machines.pair(2),
                new Placement(List.of(
                        new Rule("**", List.of(0, 2), tensor, Map.of()),
                        new Rule("block/0", List.of(1, 3), tensor, Map.of()))),
                Plans.training(GPIPE, 4));
        Diagnostic diagnostic =
                find(Code.TENSOR_ACROSS_MACHINES, plan, GIGAFLOP).orElseThrow();
        Plan ordered = kept(diagnostic.fixes().getFirst(), plan, GIGAFLOP);
        assertThat(find(Code.TENSOR_ACROSS_MACHINES, ordered, GIGAFLOP)).isEmpty();
    }

    @Test
    void a_tensor_axis_wider_than_a_machine_has_no_fix() {
        List<Axis> tensor = List.of(new Axis("tensor", 4));
        Rule rule = new Rule("**", List.of(0, 1, 2, 3), tensor, Map.of());
        Plan plan = new Plan(Models.chain(2), Machines.pair(2), new Placement(List.of(rule)), Plans.training(GPIPE, 4));
        assertThat(find(Code.TENSOR_ACROSS_MACHINES, plan, GIGAFLOP)
                        .orElseThrow()
                        .fixes())
                .isEmpty();
    }

    @Test
    void microbatches_too_small_for_their_launches_are_made_larger() {
        Profile launching = FixedCosts.launching(1e-5);
        Plan plan = Plans.placed(Models.chain(2), Machines.virtual(1), Plans.training(GPIPE, 8), 0, 0);
        Diagnostic diagnostic = find(Code.SMALL_MICROBATCH, plan, launching).orElseThrow();
        assertThat(diagnostic.message().toString())
                .startsWith("With 1 sample per microbatch the kernels take ")
                .contains("with 8 samples they would take ");
        Plan larger = kept(diagnostic.fixes().getFirst(), plan, launching);
        assertThat(larger.training().microbatch()).isEqualTo(8);
        assertThat(find(Code.SMALL_MICROBATCH, larger, launching)).isEmpty();
    }

    @Test
    void kernels_whose_time_grows_with_their_samples_need_no_larger_microbatch() {
        Plan plan = Plans.placed(Models.chain(2), Machines.virtual(1), Plans.training(GPIPE, 8), 0, 0);
        assertThat(find(Code.SMALL_MICROBATCH, plan, GIGAFLOP)).isEmpty();
    }

    /** The roofline of a card has launches and a memory roof, under which one sample of 128 tokens is little. */
    @Test
    void a_card_says_by_its_own_times_that_one_sample_is_too_small() {
        Template template = Templates.named("gpt-mini");
        Cluster card = Clusters.parse("a100-80g-sxm:1x1");
        Training training = NewProject.training(template.recipe());
        Plan plan = new Plan(
                template.graph(),
                card,
                new Placement(List.of(new Rule("**", List.of(0)))),
                training.with(64, 1, training.schedule()));
        Profile profile = Profiles.analytic(card.device(0));
        kept(find(Code.SMALL_MICROBATCH, plan, profile).orElseThrow().fixes().getFirst(), plan, profile);
    }

    /** The plan after a fix, which leads to the step that was promised: a shorter one, without errors. */
    private static Plan kept(Fix fix, Plan plan, Profile profile) {
        Edit edit = fix.edit();
        CheckReport after = Checker.check(plan.after(edit), profile);
        double step = after.simulation().orElseThrow().stepSeconds();
        assertThat(step).isEqualTo(fix.effect().stepSecondsAfter().orElseThrow());
        assertThat(step).isLessThan(fix.effect().stepSecondsBefore().orElseThrow());
        assertThat(after.fits()).isTrue();
        return plan.after(edit);
    }

    private static Optional<Diagnostic> find(Code code, Plan plan, Profile profile) {
        Stream<Diagnostic> all = Checker.check(plan, profile).diagnostics().stream();
        return all.filter(diagnostic -> diagnostic.code() == code).findFirst();
    }
}
