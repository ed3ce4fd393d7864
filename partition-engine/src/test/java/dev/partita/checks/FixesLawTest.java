package dev.partita.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Plans;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Link;
import dev.partita.plan.Edit;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.profile.Profile;
import dev.partita.quantity.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fix does what it says: on seeded random plans with too little memory, slow links, gaps and scattered layers. */
class FixesLawTest {
    private static final Profile PROFILE = FixedCosts.sharedCores(2);

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_fix_has_the_effect_it_states(long seed) {
        Plan plan = troubled(new Random(seed));
        CheckReport report = Checker.check(plan, PROFILE);
        List<Fix> fixes = report.diagnostics().stream()
                .flatMap(diagnostic -> diagnostic.fixes().stream())
                .toList();
        Map<Edit, CheckReport> edited = new HashMap<>();
        for (Fix fix : fixes) {
            CheckReport after = edited.computeIfAbsent(fix.edit(), edit -> Checker.check(plan.after(edit), PROFILE));
            assertThat(errors(after))
                    .as(fix.description().toString())
                    .isEqualTo(fix.effect().errorsAfter());
            assertThat(after.simulation().map(simulation -> simulation.stepSeconds()))
                    .as(fix.description().toString())
                    .isEqualTo(fix.effect().stepSecondsAfter().stream().boxed().findFirst());
            fix.effect()
                    .peakBytesAfter()
                    .ifPresent(peak -> assertThat(after.devices())
                            .as(fix.description().toString())
                            .filteredOn(
                                    device -> device.name().equals(fix.effect().device()))
                            .extracting(DeviceMemory::peakBytes)
                            .containsExactly(peak));
        }
    }

    private static int errors(CheckReport report) {
        return (int) report.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .count();
    }

    private static Plan troubled(Random random) {
        Plan plan = Plans.random(random, random.nextInt(2, 5));
        int devices = plan.cluster().deviceCount();
        Link link = plan.cluster().link(0, 1);
        Cluster small = Machines.virtual(devices + random.nextInt(2), Bytes.kibibytes(random.nextInt(8, 64)), link);
        List<Rule> rules = new ArrayList<>(plan.placement().rules());
        if (random.nextInt(3) == 0) {
            rules.remove(random.nextInt(rules.size()));
        }
        if (random.nextInt(3) == 0) {
            Rule scattered = rules.get(random.nextInt(rules.size()));
            rules.add(new Rule(scattered.pattern(), List.of(random.nextInt(devices))));
        }
        return new Plan(plan.graph(), small, new Placement(rules), plan.training());
    }
}
