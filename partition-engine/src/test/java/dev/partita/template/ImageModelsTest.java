package dev.partita.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.graph.ModelGraph;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageModelsTest {
    /**
     * Szegedy et al. 2015, Table 1, column "params": thousands are of 1024. The two rows that are left out do not multiply
     * out: 4c is printed with 463, its sizes give 498; 5a with 1072, its sizes give 1019.
     */
    @ParameterizedTest
    @CsvSource({
        "inception3a, 159",
        "inception3b, 380",
        "inception4a, 364",
        "inception4b, 437",
        "inception4d, 580",
        "inception4e, 840",
        "inception5b, 1388"
    })
    void a_module_of_googlenet_has_the_parameters_of_the_paper_s_table(String module, long printed) {
        assertThat(elements(Templates.named("googlenet").graph(), module + ".") / 1024.0)
                .isCloseTo(printed, within(0.035 * printed));
    }

    @Test
    void googlenet_s_images_shrink_as_in_the_paper_s_table() {
        Map<String, List<TensorSpec>> shapes =
                Templates.named("googlenet").graph().shapes(1);
        assertThat(shapes.get("conv2/pool")).containsExactly(TensorSpec.float32(1, 192, 28, 28));
        assertThat(shapes.get("inception3b/last")).containsExactly(TensorSpec.float32(1, 480, 14, 14));
        assertThat(shapes.get("inception5b/concat")).containsExactly(TensorSpec.float32(1, 1024, 7, 7));
    }

    /** He et al. 2016, Table 1, row conv5_x. */
    @ParameterizedTest
    @CsvSource({"resnet-18, 512", "resnet-34, 512", "resnet-50, 2048", "resnet-101, 2048", "resnet-152, 2048"})
    void a_resnet_ends_in_images_of_7_by_7(String template, long channels) {
        ModelGraph graph = Templates.named(template).graph();
        String last = graph.layers().stream()
                .map(layer -> layer.id())
                .filter(id -> id.startsWith("block/") && id.endsWith("/relu"))
                .toList()
                .getLast();
        assertThat(graph.shapes(1).get(last)).containsExactly(TensorSpec.float32(1, channels, 7, 7));
    }

    /** Silver et al. 2017, methods: the heads' own parameters, one residual block's, the first convolution's. */
    @ParameterizedTest
    @CsvSource({"stem., 39680", "tower.0., 1180672", "policy., 262242", "value., 93187"})
    void a_part_of_alphago_zero_has_the_parameters_of_its_sizes(String part, long parameters) {
        assertThat(elements(Templates.named("alphago-zero-20").graph(), part)).isEqualTo(parameters);
    }

    private static long elements(ModelGraph graph, String prefix) {
        return graph.parameters().stream()
                .filter(parameter -> parameter.name().startsWith(prefix))
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }
}
