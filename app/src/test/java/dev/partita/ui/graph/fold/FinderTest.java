package dev.partita.ui.graph.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.Layer;
import dev.partita.template.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinderTest {
    private final Finder finder = new Finder(
            PartTree.of(Templates.named("gpt-mini").graph()),
            layer -> layer.startsWith("decoder/1/") ? List.of("gpu:1") : List.of("gpu:0"));

    @Test
    void a_word_is_part_of_a_name_or_an_operator() {
        assertThat(finder.find("selfattention"))
                .extracting(Layer::id)
                .hasSize(4)
                .allMatch(id -> id.contains("attention"));
        assertThat(finder.find("decoder/3/mlp/up")).extracting(Layer::id).containsExactly("decoder/3/mlp/up");
    }

    @Test
    void all_words_must_match_and_a_device_by_its_whole_name() {
        assertThat(finder.find("LINEAR gpu:1 mlp"))
                .extracting(Layer::id)
                .containsExactly("decoder/1/mlp/up", "decoder/1/mlp/down");
    }

    @Test
    void nothing_asked_is_nothing_found() {
        assertThat(finder.find("  ")).isEmpty();
        assertThat(finder.find("gpu:7")).isEmpty();
    }
}
