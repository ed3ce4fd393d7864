package dev.partita.ui.graph.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Add;
import dev.partita.operator.Input;
import dev.partita.template.Templates;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import org.junit.jupiter.api.Test;

class PartTreeTest {
    private final PartTree gpt = PartTree.of(Templates.named("gpt3-175b").graph());

    @Test
    void equal_blocks_are_one_part_and_a_scope_around_them_is_left_out() {
        assertThat(gpt.root().parts())
                .extracting(Part::id)
                .containsExactly(
                        "tokens", "targets", "embedding", "positions", "decoder/0..95", "norm", "head", "loss");
    }

    @Test
    void a_range_of_blocks_has_their_layers() {
        Part.Run decoder = (Part.Run) gpt.part("decoder/0..95").orElseThrow();
        assertThat(decoder.layers(15, 17)).hasSize(30).allMatch(layer -> layer.matches("decoder/1[567]/.*"));
    }

    @Test
    void what_is_around_a_layer_is_told_from_the_outside_in() {
        assertThat(gpt.around("decoder/12/mlp/up"))
                .extracting(Part::id)
                .containsExactly("", "decoder/0..95", "decoder/12", "decoder/12/mlp");
    }

    @Test
    void ten_thousand_layers_without_a_scope_open_as_groups() {
        PartTree tree = PartTree.of(flat(10_000));
        assertThat(tree.root().parts()).hasSizeBetween(2, 150);
        assertThat(tree.root().layers()).hasSize(10_001);
        assertThat(tree.root().parts().getFirst().layers()).startsWith("image", "layer0");
    }

    /** A chain in which each layer adds its input to itself. */
    static ModelGraph flat(int layers) {
        GraphBuilder graph = new GraphBuilder("flat");
        Port x = graph.add("image", new Input("image", Shape.of(4), DataType.FLOAT32));
        for (int i = 0; i < layers; i++) {
            x = graph.add("layer" + i, new Add(), x, x);
        }
        return graph.build();
    }
}
