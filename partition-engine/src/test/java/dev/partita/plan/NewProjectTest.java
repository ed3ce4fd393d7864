package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.hardware.InvalidCluster;
import dev.partita.quantity.Bytes;
import dev.partita.template.Templates;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewProjectTest {
    @Test
    void a_new_project_resolves_to_the_template_s_graph_on_the_stated_cluster() {
        Plan plan = project("virtual:2").resolve("A");
        assertThat(plan.graph().parameterCount()).isEqualTo(3_323_392);
        assertThat(plan.cluster().deviceCount()).isEqualTo(2);
        assertThat(plan.placement().devices(plan.graph())).containsEntry("head", java.util.List.of(1));
    }

    @Test
    void gpt_mini_trains_with_batch_8_and_adamw_at_a_thousandth() {
        Training training = project("virtual:1").plan("A").training();
        assertThat(training.globalBatch()).isEqualTo(8);
        assertThat(training.optimizer()).isEqualTo(Optimizer.AdamW.DEFAULT);
        assertThat(training.learningRate()).isEqualTo(LearningRate.constant(1e-3));
        assertThat(training.clips()).isFalse();
    }

    @Test
    void changes_to_a_cluster_reach_every_device_and_link() {
        ClusterSpec spec = new ClusterSpec(
                "a100-80g-sxm:2x4", OptionalLong.of(1 << 30), OptionalDouble.of(1e9), OptionalDouble.of(0));
        var cluster = spec.toCluster();
        assertThat(cluster.device(7).capacity()).isEqualTo(Bytes.gibibytes(1));
        assertThat(cluster.link(0, 1).bandwidth().rate()).isEqualTo(1e9);
        assertThat(cluster.link(0, 4).transferTime(new Bytes(1_000_000_000)).value())
                .isEqualTo(1);
    }

    @Test
    void an_unchanged_cluster_is_the_preset() {
        var cluster = ClusterSpec.of("a100-80g-sxm:2x4").toCluster();
        assertThat(cluster.link(0, 4).bandwidth().rate()).isEqualTo(25e9);
    }

    @ParameterizedTest
    @CsvSource({"virtual:2, FP32", "a100-80g-sxm:1x2, BF16", "v100-32g-pcie:1x2, FP16"})
    void cards_train_in_the_16_bits_they_have_matrix_units_for(String cluster, Precision precision) {
        assertThat(project(cluster).plan("A").training().precision()).isEqualTo(precision);
    }

    @Test
    void a_wrong_cluster_is_refused_before_there_is_a_project() {
        assertThatThrownBy(() -> project("virtual:0")).isInstanceOf(InvalidCluster.class);
    }

    private static Project project(String cluster) {
        return NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of(cluster), Optional.empty());
    }
}
