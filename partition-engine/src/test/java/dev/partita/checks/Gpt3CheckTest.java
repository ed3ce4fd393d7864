package dev.partita.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.plan.Edit;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.profile.Profiles;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * GPT-3 175B in fp32 with Adam: 16 bytes for each of 174.6 G parameters, and for its tied embedding (617.6 M) once more
 * on the device of the head, are 2.80e12 bytes = 2.5 TiB.
 */
class Gpt3CheckTest {
    private static final Template GPT3 = Templates.named("gpt3-175b");
    private static final Plan EIGHT = plan("a100-80g-sxm:1x8", 128);
    private static final CheckReport ON_EIGHT = check(EIGHT);

    @Test
    void eight_a100_are_too_few_and_the_check_says_how_many_fit() {
        assertThat(ON_EIGHT.fits()).isFalse();
        Diagnostic diagnostic = ON_EIGHT.diagnostics().getFirst();
        assertThat(diagnostic.code()).isEqualTo(Code.CLUSTER_TOO_SMALL);
        assertThat(diagnostic.message().toString())
                .contains("175 G parameters take 2.5 TiB > 625 GiB", "at least 34 such devices");
        CheckReport larger = check(EIGHT.after(diagnostic.fixes().getFirst().edit()));
        assertThat(larger.fits()).isTrue();
        assertThat(larger.simulation().orElseThrow().stepSeconds())
                .isEqualTo(diagnostic
                        .fixes()
                        .getFirst()
                        .effect()
                        .stepSecondsAfter()
                        .orElseThrow());
    }

    @Test
    void every_device_over_capacity_says_by_how_much() {
        assertThat(ON_EIGHT.diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == Code.OVER_CAPACITY)
                .hasSize(8)
                .allSatisfy(diagnostic -> {
                    assertThat(diagnostic.message().toString())
                            .containsPattern("gpu:\\d needs \\d+ GiB > 79.1 GiB, \\d+ GiB too much");
                    assertThat(diagnostic.fixes()).isNotEmpty();
                });
    }

    /** One block and 12 microbatches of activations per device stay under 80 GB. */
    @Test
    void ninety_six_a100_hold_it_with_twelve_microbatches() {
        CheckReport report = check(plan("a100-80g-sxm:12x8", 12));
        assertThat(report.fits()).isTrue();
        assertThat(report.diagnostics()).extracting(Diagnostic::severity).doesNotContain(Severity.ERROR);
        assertThat(report.simulation().orElseThrow().metrics().mfu().orElseThrow())
                .isBetween(0.05, 0.87);
    }

    /** 18 bytes for each of 174.6 G parameters and for the embedding once more; activations of half the size. */
    @Test
    void in_bf16_with_fp32_masters_states_take_more_and_steps_are_several_times_quicker() {
        Plan exact = plan("a100-80g-sxm:12x8", 12);
        Plan mixed = exact.after(new Edit.ChangeTraining("A", exact.training().with(Precision.BF16)));
        CheckReport report = check(mixed);
        assertThat(report.fits()).isTrue();
        assertThat(ClusterSizeCheck.stateBytes(
                        report.simulation().orElseThrow().timeline().program()))
                .isCloseTo(18 * (174_591_683_584L + 617_558_016L), Percentage.withPercentage(0.1));
        assertThat(check(exact).simulation().orElseThrow().stepSeconds())
                .isGreaterThan(3 * report.simulation().orElseThrow().stepSeconds());
    }

    private static Plan plan(String cluster, long globalBatch) {
        Cluster cards = Clusters.parse(cluster);
        Training recipe = NewProject.training(GPT3.recipe());
        Training training = new Training(
                globalBatch,
                1,
                Schedule.ONE_FORWARD_ONE_BACKWARD,
                recipe.optimizer(),
                recipe.learningRate(),
                recipe.clipNorm());
        return new Plan(GPT3.graph(), cards, EvenPlacement.of(GPT3.graph(), cards.deviceCount()), training);
    }

    private static CheckReport check(Plan plan) {
        return Checker.check(plan, Profiles.analytic(plan.cluster().device(0)));
    }
}
