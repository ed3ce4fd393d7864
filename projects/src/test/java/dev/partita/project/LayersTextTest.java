package dev.partita.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.graph.NewLayer;
import dev.partita.graph.Port;
import dev.partita.operator.Initialization;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTextTest {
    private static final NewLayer NORM = new NewLayer("a/norm", new LayerNorm(64, 1e-5), Port.of("elsewhere"));
    private static final String TEXT = LayersText.write(List.of(NORM));

    @Test
    void layers_come_back_as_they_were_written() {
        List<NewLayer> layers = List.of(
                NORM,
                new NewLayer("a/up", new Linear(64, 256, true, new Initialization.Normal(0.02)), Port.of("a/norm")));
        assertThat(LayersText.read(LayersText.write(layers))).isEqualTo(layers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "[1, 2]",
                "null",
                "{\"partita_layers\": 2, \"layers\": null}",
                "{\"partita_layers\": 2, \"layers\": []}",
                "{\"partita_layers\": 2, \"layers\": [null]}",
                "{\"partita_layers\": 99, \"layers\": []}",
                "{\"partita_layers\": 2, \"layers\": [{\"id\": \"x\"}]}",
                "{\"partita_layers\": 2, \"layers\": [{\"kind\": \"java.lang.Runtime\"}]}",
                "{\"partita_layers\": 2, \"layers\": [], \"more\": 1}"
            })
    void anything_else_is_refused_in_one_sentence(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/top", "end/", "a//b", "line\\nbreak", "\\u0000"})
    void a_layer_with_an_illegal_path_is_refused(String path) {
        assertRefused(TEXT.replace("a/norm", path));
    }

    @Test
    void a_layer_that_is_there_twice_or_lacks_inputs_is_refused() {
        assertRefused(LayersText.write(List.of(NORM, NORM)));
        assertRefused(TEXT.replaceAll("\"inputs\": \\[[^]]*]", "\"inputs\": []"));
    }

    @Test
    void sizes_are_bounded_before_anything_is_built() {
        assertRefused(LayersText.write(Collections.nCopies(LayersText.MOST_LAYERS + 1, NORM)));
        assertRefused("[".repeat(100_000));
        assertRefused("x".repeat(9 << 20));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> LayersText.read(text))
                .isInstanceOf(ProjectFailure.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).matches("[^\\n]{10,300}\\."));
    }
}
