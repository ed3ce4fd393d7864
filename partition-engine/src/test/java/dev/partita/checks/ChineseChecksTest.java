package dev.partita.checks;

import static dev.partita.plan.Schedule.GPIPE;
import static dev.partita.plan.Schedule.ONE_FORWARD_ONE_BACKWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.EnglishWords;
import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.graph.GraphEdit;
import dev.partita.graph.Port;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Zero;
import dev.partita.quantity.Bytes;
import dev.partita.text.Language;
import dev.partita.text.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law of languages: whatever is wrong with a plan, in Chinese nothing is said in English. */
class ChineseChecksTest {
    private static final Cluster TWO = Machines.virtual(2);
    private static final Cluster SMALL = Machines.virtual(2, new Bytes(6 * 1024), Machines.INSTANT);
    private static final Cluster SLOW = Machines.virtual(2, Bytes.gibibytes(1), Machines.link(1e5, 0));

    private static List<Plan> brokenPlans() {
        Cluster tiny = new ClusterSpec(
                        "virtual:1", OptionalLong.of(5000), OptionalDouble.empty(), OptionalDouble.empty())
                .toCluster();
        Plan sound = Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 2), 0, 1);
        return List.of(
                Plans.placed(Models.chain(4), SMALL, Plans.training(GPIPE, 1), 0, 0, 0, 1),
                Plans.placed(Models.chain(2), SMALL, Plans.training(GPIPE, 8, 32), 0, 1),
                Plans.pipeline(Models.chain(4), tiny, Plans.training(GPIPE, 1)),
                Plans.placed(Models.chain(2), TWO, Plans.training(ONE_FORWARD_ONE_BACKWARD, 1, 64), 0, 1),
                Plans.placed(Models.chain(4), SLOW, Plans.training(GPIPE, 4), 0, 0, 1, 1),
                Plans.placed(Models.chain(4), SLOW, Plans.training(GPIPE, 1), 0, 0, 1, 1),
                Plans.placed(Models.chain(4), Machines.virtual(4), Plans.training(GPIPE, 1), 0, 0, 0, 0),
                Plans.placed(Models.chain(3), TWO, Plans.training(ONE_FORWARD_ONE_BACKWARD, 4), 0, 1, 0),
                Plans.placed(Models.chain(3), TWO, Plans.training(Schedule.INTERLEAVED, 4), 0, 1, 0),
                Plans.placed(Models.chain(3), TWO, Plans.training(Schedule.ZERO_BUBBLE_V, 4), 0, 1, 1),
                Plans.placed(Models.chain(3), TWO, Plans.training(GPIPE, 4), 0, 1, 9),
                with(new Rule("block/1", List.of()), sound),
                with(new Rule("block/1", List.of(0, 1)), sound),
                with(new Rule("blok/1", List.of(0)), sound),
                with(new Rule("blok/1", List.of()), sound),
                drawn(new GraphEdit.Connect("block/1", 0, Port.OPEN), sound),
                drawn(new GraphEdit.Connect("block/1", 0, new Port("block/0", 3)), sound),
                Plans.placed(Models.chain(2), TWO, Plans.training(GPIPE, 1, 1L << 60), 0, 1),
                Plans.placed(Models.mismatched(), TWO, Plans.training(GPIPE, 1), 0),
                Plans.copied(Models.chain(4), Machines.virtual(2, Bytes.kibibytes(14), Machines.INSTANT), Zero.NOTHING),
                Plans.copied(Models.chain(4), Machines.virtual(2, Bytes.kibibytes(19), Machines.INSTANT), Zero.NOTHING),
                Plans.placed(Models.chain(8), TWO, Plans.training(GPIPE, 8), 0, 0, 0, 0, 0, 0, 0, 1),
                Plans.onMesh(Models.chain(4), Machines.pair(2), 0, 2, 1, 3),
                frozen("**", sound),
                frozen("blok/**", sound),
                frozen("block/0", Plans.placed(Models.sharing(), TWO, Plans.training(GPIPE, 1), 0, 1)),
                Plans.placed(Models.withoutLoss(), TWO, Plans.training(GPIPE, 1), 0),
                Plans.placed(
                        Models.chain(2),
                        Clusters.parse("v100-32g-pcie:1x2"),
                        Plans.training(GPIPE, 1).with(Precision.BF16),
                        0,
                        1));
    }

    private static Plan frozen(String pattern, Plan plan) {
        return new Plan(
                plan.graph(), plan.cluster(), plan.placement(), plan.training().withFrozen(List.of(pattern)));
    }

    private static Plan with(Rule rule, Plan plan) {
        List<Rule> rules = new ArrayList<>(plan.placement().rules());
        rules.add(rule);
        return new Plan(plan.graph(), plan.cluster(), new Placement(rules), plan.training());
    }

    private static Plan drawn(GraphEdit edit, Plan plan) {
        return new Plan(GraphEdit.apply(plan.graph(), edit), plan.cluster(), plan.placement(), plan.training());
    }

    private static List<Diagnostic> diagnostics() {
        CheckOptions options = new CheckOptions("A", OptionalLong.of(16 * 1024));
        Plan alone = Plans.placed(Models.chain(2), Machines.virtual(1), Plans.training(GPIPE, 8), 0, 0);
        return Stream.concat(
                        brokenPlans().stream().map(plan -> Checker.check(plan, FixedCosts.gigaflop(), options)),
                        Stream.of(Checker.check(alone, FixedCosts.launching(1e-5))))
                .flatMap(report -> report.diagnostics().stream())
                .toList();
    }

    private static Stream<Wording> said(Diagnostic diagnostic) {
        return Stream.concat(
                Stream.of(diagnostic.where(), diagnostic.message()),
                diagnostic.fixes().stream().map(Fix::description));
    }

    @Test
    void the_broken_plans_have_every_problem_there_is() {
        EnumSet<Code> found = EnumSet.noneOf(Code.class);
        diagnostics().forEach(diagnostic -> found.add(diagnostic.code()));
        assertThat(Arrays.stream(Code.values()))
                .allSatisfy(code -> assertThat(found).contains(code));
    }

    @Test
    void what_is_wrong_and_what_helps_is_said_in_chinese_alone() {
        assertThat(diagnostics().stream().flatMap(ChineseChecksTest::said))
                .allSatisfy(wording -> assertThat(EnglishWords.in(wording.in(Language.CHINESE)))
                        .as(wording.in(Language.CHINESE))
                        .isEmpty());
    }

    @Test
    void a_message_in_english_is_noticed() {
        assertThat(diagnostics())
                .allSatisfy(diagnostic -> assertThat(
                                EnglishWords.in(diagnostic.message().in(Language.ENGLISH)))
                        .as(diagnostic.message().in(Language.ENGLISH))
                        .isNotEmpty());
    }
}
