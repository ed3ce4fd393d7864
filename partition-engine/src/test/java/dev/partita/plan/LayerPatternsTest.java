package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerPatternsTest {
    private static final ModelGraph GPT = Templates.named("gpt-mini").graph();

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void whole_blocks_in_a_row_are_one_pattern() {
        List<String> layers = ids().stream()
                .filter(id -> id.startsWith("decoder/1/") || id.startsWith("decoder/2/"))
                .toList();
        assertThat(LayerPatterns.of(GPT, layers)).containsExactly("decoder/{1..2}");
    }

    @Test
    void all_layers_of_a_scope_are_that_scope() {
        List<String> layers =
                ids().stream().filter(id -> id.startsWith("decoder/")).toList();
        assertThat(LayerPatterns.of(GPT, layers)).containsExactly("decoder");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void patterns_match_exactly_the_layers_they_were_made_for(long seed) {
        Random random = new Random(seed);
        int share = random.nextInt(1, 8);
        List<String> chosen =
                ids().stream().filter(id -> random.nextInt(8) < share).toList();
        List<Rule> rules = LayerPatterns.of(GPT, chosen).stream()
                .map(pattern -> new Rule(pattern, List.of(0)))
                .toList();
        Map<String, List<Integer>> placed = new Placement(rules).devices(GPT);
        assertThat(ids()).allSatisfy(id -> assertThat(placed.containsKey(id)).isEqualTo(chosen.contains(id)));
    }

    /** Those that a device can own. */
    private static List<String> ids() {
        return GPT.layers().stream()
                .filter(layer -> !layer.operator().kind().equals("Input"))
                .map(Layer::id)
                .toList();
    }
}
