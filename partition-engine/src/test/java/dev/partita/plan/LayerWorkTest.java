package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.Layer;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerWorkTest {
    private static final Plan PLAN = plan("gpt-mini");

    private static Plan plan(String template) {
        return NewProject.of("example", Templates.named(template), ClusterSpec.of("virtual:2"), Optional.empty())
                .resolve(Project.FIRST_PLAN);
    }

    /** 2 m n k for the product, twice as much for its two gradients (Narayanan et al. 2021, appendix). */
    @Test
    void backward_of_a_linear_layer_takes_twice_its_forward() {
        LayerWork up = LayerWork.of(PLAN, List.of("decoder/0/mlp/up")).getFirst();
        double rows = PLAN.training().microbatch() * 128.0;
        assertThat(LayerWork.flops(up.forward())).isEqualTo(2 * rows * 1024 * 256);
        assertThat(LayerWork.flops(up.backward())).isBetween(4 * rows * 1024 * 256, 4.01 * rows * 1024 * 256);
    }

    @Test
    void a_linear_layer_keeps_its_input_for_backward() {
        LayerWork up = LayerWork.of(PLAN, List.of("decoder/0/mlp/up")).getFirst();
        assertThat(up.kept()).hasSize(1);
        assertThat(up.kept().values().iterator().next()).isEqualTo(up.inputs().getFirst());
    }

    @Test
    void what_two_layers_keep_is_kept_once() {
        List<LayerWork> all = all(plan("alexnet-fashion"));
        int separately = all.stream().mapToInt(work -> work.kept().size()).sum();
        assertThat(LayerWork.kept(all).size()).isLessThan(separately);
    }

    @Test
    void all_layers_together_have_all_parameters() {
        long elements = LayerWork.parameters(all(PLAN)).stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
        assertThat(elements).isEqualTo(PLAN.graph().parameterCount());
    }

    private static List<LayerWork> all(Plan plan) {
        return LayerWork.of(plan, plan.graph().layers().stream().map(Layer::id).toList());
    }
}
