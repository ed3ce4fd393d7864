package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.profile.Profiles;
import dev.partita.program.Compilation.Compiled;
import dev.partita.program.Compilation.Refused;
import dev.partita.program.Compiler;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.simulation.Simulator;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a template starts can be checked and simulated before anything in it is changed. */
class NewProjectsRunTest {
    static List<Template> templates() {
        return Templates.all().stream()
                .filter(template -> !template.graph().layers().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_new_project_compiles_and_simulates_at_once(Template template) {
        Program program = compiled(template.name(), "a100-80g-sxm:1x8");
        assertThat(Simulator.simulate(program).stepSeconds()).isPositive().isFinite();
    }

    @Test
    void templates_that_train_fit_on_one_to_four_virtual_devices() {
        List<Template> trained =
                Templates.all().stream().filter(Template::trains).toList();
        assertThat(trained).hasSizeGreaterThan(2).allSatisfy(template -> {
            for (int devices = 1; devices <= 4; devices++) {
                assertThat(excessBytes(template.name(), "virtual:" + devices)).isNegative();
            }
        });
    }

    @Test
    void gpt_3_175b_fits_on_96_a100_but_not_on_8() {
        assertThat(excessBytes("gpt3-175b", "a100-80g-sxm:1x8")).isGreaterThan(400L << 30);
        assertThat(excessBytes("gpt3-175b", "a100-80g-sxm:12x8")).isNegative();
    }

    /** By how much the fullest device is over its capacity. */
    private static long excessBytes(String template, String cluster) {
        Program program = compiled(template, cluster);
        long peak = program.devices().stream()
                .mapToLong(DeviceProgram::arenaBytes)
                .max()
                .orElseThrow();
        long capacity = ClusterSpec.of(cluster).toCluster().device(0).capacity().count();
        return peak + program.profile().overheadBytes() - capacity;
    }

    private static Program compiled(String template, String cluster) {
        Plan plan = NewProject.of("new", Templates.named(template), ClusterSpec.of(cluster), Optional.empty())
                .resolve(Project.FIRST_PLAN);
        return switch (Compiler.compile(plan, Profiles.analytic(plan.cluster().device(0)))) {
            case Compiled(Program program) -> program;
            case Refused(var obstacles) -> throw new AssertionError(template + " on " + cluster + ": " + obstacles);
        };
    }
}
