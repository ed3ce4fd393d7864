package dev.partita.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.LossOperator;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
    static List<Template> templates() {
        return Templates.all();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_graph_has_the_published_number_of_parameters(Template template) {
        assertThat(template.graph().parameterCount()).isEqualTo(template.publishedParameters());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_layer_takes_its_inputs_for_the_recipe_s_microbatch(Template template) {
        ModelGraph graph = template.graph();
        Map<String, List<TensorSpec>> shapes = graph.shapes(template.recipe().microbatch());
        assertThat(shapes).hasSameSizeAs(graph.layers());
        assertThat(graph.layers().isEmpty()
                        || graph.layers().stream().anyMatch(layer -> layer.operator() instanceof LossOperator))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void the_microbatch_of_a_recipe_divides_its_batch(Template template) {
        assertThat(template.recipe().globalBatch() % template.recipe().microbatch())
                .isZero();
    }

    @Test
    void gpt_mini_reads_128_bytes_and_predicts_one_of_256() {
        Map<String, List<TensorSpec>> shapes =
                Templates.named("gpt-mini").graph().shapes(8);
        assertThat(shapes.get("tokens")).containsExactly(TensorSpec.int32(8, 128));
        assertThat(shapes.get("targets")).containsExactly(TensorSpec.int32(8, 128));
        assertThat(shapes.get("decoder/3/mlp/add")).containsExactly(TensorSpec.float32(8, 128, 256));
        assertThat(shapes.get("head")).containsExactly(TensorSpec.float32(8, 128, 256));
    }

    @Test
    void layers_and_parameters_of_a_block_keep_their_documented_names() {
        List<String> block = Templates.named("gpt-mini").graph().layers().stream()
                .map(Layer::id)
                .filter(id -> id.startsWith("decoder/0/"))
                .map(id -> id.substring("decoder/0/".length()))
                .toList();
        assertThat(String.join(" ", block))
                .isEqualTo("attention/norm attention/qkv attention/attention attention/projection attention/add "
                        + "mlp/norm mlp/up mlp/gelu mlp/down mlp/add");
        assertThat(Templates.named("gpt-mini").graph().layer("decoder/0/mlp/up").parameters())
                .containsExactly("decoder.0.mlp.up.weight", "decoder.0.mlp.up.bias");
    }

    @Test
    void the_head_is_the_embedding_where_tied() {
        ModelGraph tied = Templates.named("gpt3-small").graph();
        assertThat(tied.layer("head").parameters())
                .isEqualTo(tied.layer("embedding").parameters());
        ModelGraph untied = Templates.named("gpt-mini").graph();
        assertThat(untied.layer("head").parameters()).containsExactly("head.weight");
    }

    @Test
    void dropout_layers_appear_only_with_a_probability() {
        assertThat(kinds(new Gpt(2, 64, 4, 16, 256, 0, false))).doesNotContain("Dropout");
        assertThat(kinds(new Gpt(2, 64, 4, 16, 256, 0.1, false)))
                .filteredOn("Dropout"::equals)
                .hasSize(5);
    }

    @Test
    void alexnet_s_convolutions_have_the_published_image_sizes() {
        Map<String, List<TensorSpec>> shapes =
                Templates.named("alexnet").graph().shapes(1);
        assertThat(shapes.get("conv1/conv")).containsExactly(TensorSpec.float32(1, 96, 55, 55));
        assertThat(shapes.get("conv2/conv")).containsExactly(TensorSpec.float32(1, 256, 27, 27));
        assertThat(shapes.get("conv5/conv")).containsExactly(TensorSpec.float32(1, 256, 13, 13));
        assertThat(shapes.get("fc6/flatten")).containsExactly(TensorSpec.float32(1, 9216));
    }

    @Test
    void an_unknown_name_lists_the_templates_nearest_first() {
        assertThatThrownBy(() -> Templates.named("gpt-mimi"))
                .isInstanceOf(UnknownTemplate.class)
                .hasMessageStartingWith("No template is called \"gpt-mimi\"; choose one of gpt-mini, ")
                .hasMessageContaining("gpt3-175b");
        assertThatThrownBy(() -> Templates.named("gpt3-175")).hasMessageContaining("choose one of gpt3-175b, ");
    }

    private static List<String> kinds(Gpt gpt) {
        return gpt.graph("gpt").layers().stream()
                .map(layer -> layer.operator().kind())
                .toList();
    }
}
