package dev.partita.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.profile.CollectiveKind;
import dev.partita.profile.Profiles;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.sweep.Configuration;
import dev.partita.sweep.Recompute;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guards how programs compare on fitted rows; reported rows are scored by {@code partita accuracy} alone. */
class CompiledRunsTest {
    @Test
    void every_fitted_row_of_one_machine_has_a_program_within_7_percent_on_average() {
        Scores scores = scores(GroundTruth.A100_SINGLE_NODE);
        assertThat(scores.rows()).isEqualTo(360);
        assertThat(scores.meanError()).isLessThan(0.07);
        assertThat(scores.pairOrder()).isGreaterThan(0.93);
    }

    @Test
    void every_fitted_row_of_several_machines_has_a_program_within_7_percent_on_average() {
        Scores scores = scores(GroundTruth.A100_MULTI_NODE);
        assertThat(scores.rows()).isEqualTo(26);
        assertThat(scores.meanError()).isLessThan(0.07);
        assertThat(scores.pairOrder()).isGreaterThan(0.94);
    }

    /** Megatron's tensor parallelism gathers and scatters nothing, whatever the data degree. */
    @Test
    void its_collectives_are_all_reduces_alone() {
        Cluster cluster = Clusters.parse("a100-80g-sxm:1x8");
        Configuration sizes = new Configuration(8, 16, 2, 256, 4, 2, 128, 512, 2, 2, 2, 1, Recompute.FULL);
        Compilation compiled = Compiler.compile(MegatronPlan.of(sizes, cluster), Profiles.of(cluster.device(0)));
        assertThat(compiled)
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        found -> assertThat(found.program().segments().stream()
                                        .flatMap(segment -> segment.steps().stream()))
                                .filteredOn(step -> step.kernel() instanceof CollectiveKernel)
                                .isNotEmpty()
                                .allSatisfy(step -> assertThat(CollectiveKind.of((CollectiveKernel) step.kernel()))
                                        .isEqualTo(Optional.of(CollectiveKind.ALL_REDUCE))));
    }

    private static Scores scores(GroundTruth file) {
        List<MeasuredRun> runs = file.runs(Part.FITTED);
        return CompiledRuns.of(file, runs).scores().orElseThrow();
    }
}
