package dev.partita.ui.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.checks.CheckReport;
import dev.partita.checks.Checker;
import dev.partita.checks.Code;
import dev.partita.checks.Diagnostic;
import dev.partita.checks.Effect;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.profile.Profiles;
import dev.partita.text.Language;
import dev.partita.ui.Plans;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {
    private static final Effect EFFECT = new Effect(
            "gpu:1",
            OptionalLong.of(43L << 30),
            OptionalLong.of(40L << 30),
            OptionalDouble.of(0.4),
            OptionalDouble.of(0.404),
            1);

    @Test
    void a_fix_tells_its_price_as_differences() {
        assertThat(new FixTexts(new Texts(Language.ENGLISH)).effect(EFFECT))
                .isEqualTo("−3.0 GiB on gpu:1 · step +4.0 ms · 1 error remains");
        assertThat(new FixTexts(new Texts(Language.CHINESE)).effect(EFFECT)).contains("gpu:1 −3.0 GiB");
    }

    @Test
    void a_finding_about_layers_leads_to_those_layers() {
        Plan mini = Plans.plan("gpt-mini", "virtual:2");
        Plan off = new Plan(
                mini.graph(),
                mini.cluster(),
                mini.placement().with(new Rule("decoder/2/mlp", List.of())),
                mini.training());
        Place place = place(off, Code.UNPLACED_LAYER);
        assertThat(place.layers()).isNotEmpty().allMatch(layer -> layer.startsWith("decoder/2/mlp/"));
        assertThat(place.device()).isEmpty();
    }

    @Test
    void a_finding_about_a_device_leads_to_it_and_to_the_layers_on_it() {
        Place place = place(Plans.plan("gpt3-6.7b", "a100-40g-sxm:1x4"), Code.OVER_CAPACITY);
        assertThat(place.device()).isEqualTo(OptionalInt.of(0));
        assertThat(place.layers()).contains("decoder/0/mlp/up");
    }

    private static Place place(Plan plan, Code code) {
        CheckReport report =
                Checker.check(plan, Profiles.analytic(plan.cluster().device(0)));
        Diagnostic finding = report.diagnostics().stream()
                .filter(any -> any.code() == code)
                .findFirst()
                .orElseThrow();
        return Place.of(finding, Plans.evaluation(plan));
    }
}
