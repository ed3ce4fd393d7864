package dev.partita.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.operator.QuickText;
import dev.partita.template.Templates;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairsTest {
    /** Layers in a row, each typed, none sized for the one before it. */
    private static ModelGraph chain(String... texts) {
        List<NewLayer> layers = new ArrayList<>();
        for (String text : texts) {
            var operator = QuickText.parse(text, Optional.empty());
            Port[] inputs = layers.isEmpty() ? new Port[0] : new Port[] {Port.of("l" + (layers.size() - 1))};
            layers.add(new NewLayer("l" + layers.size(), operator, inputs));
        }
        return GraphEdit.apply(Templates.named("blank").graph(), new GraphEdit.Add(layers, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Input 512         | Linear 768 inputs=768  | Insert Linear 512 -> 768 before input 0 of l1
            Input 3x8x8       | Linear 10 inputs=192   | Insert Flatten before input 0 of l1
            Input 3x8x8       | Linear 10 inputs=20    | Insert Flatten and Linear 192 -> 20 before input 0 of l1
            Input 64x16       | Conv 8 3x3 inputs=16   | Insert SequenceToImage 8 x 8 before input 0 of l1
            Input 3x8x8       | Conv 8 3x3 inputs=4    | Insert Conv2d 3 -> 4 1x1 before input 0 of l1
            Input 16x96       | Attention 4 headSize=16 | Insert Linear 96 -> 192 before input 0 of l1
            Input 512         | LayerNorm 100          | Insert Linear 512 -> 100 before input 0 of l1
            """)
    void a_wrong_shape_is_located_with_the_adapter_that_repairs_it(String before, String layer, String action) {
        ModelGraph graph = chain(before, layer);
        GraphShapes shapes = GraphShapes.of(graph, 2);
        GraphProblem problem = shapes.problems().getFirst();
        assertThat(problem.layer()).isEqualTo("l1");
        assertThat(problem.input()).isZero();
        Repair repair = Repairs.of(graph, shapes, problem).getFirst();
        assertThat(repair.action()).hasToString(action);
        assertThat(GraphShapes.of(GraphEdit.apply(graph, repair.edits()), 2).problems())
                .isEmpty();
    }

    @Test
    void the_layer_s_own_size_can_be_changed_instead() {
        ModelGraph graph = chain("Input 512", "Linear 10 inputs=768");
        GraphShapes shapes = GraphShapes.of(graph, 2);
        assertThat(Repairs.of(graph, shapes, shapes.problems().getFirst()))
                .extracting(repair -> repair.action().toString())
                .contains("Change l1 to Linear 512 -> 10");
    }

    @Test
    void behind_a_problem_nothing_is_said_and_beside_it_everything() {
        ModelGraph graph = chain("Input 512", "Linear 10 inputs=768", "ReLU");
        GraphShapes shapes = GraphShapes.of(graph, 2);
        assertThat(shapes.problems()).hasSize(1);
        assertThat(shapes.problems().getFirst().message().toString()).contains("768", "2 x 512");
        assertThat(shapes.outputs()).containsOnlyKeys("l0").containsEntry("l0", List.of(TensorSpec.float32(2, 512)));
    }

    @Test
    void an_open_input_is_offered_the_output_that_nobody_reads() {
        ModelGraph graph = GraphEdit.apply(
                Templates.named("gpt-mini").graph(), new GraphEdit.Connect("decoder/2/mlp/down", 0, Port.OPEN));
        GraphShapes shapes = GraphShapes.of(graph, 2);
        assertThat(shapes.problems()).containsExactly(new GraphProblem.OpenInput("decoder/2/mlp/down", 0, "Linear"));
        assertThat(Repairs.of(graph, shapes, shapes.problems().getFirst()))
                .extracting(repair -> repair.action().toString())
                .containsExactly("Connect decoder/2/mlp/gelu to input 0 of decoder/2/mlp/down");
    }

    @Test
    void a_residual_of_another_width_is_brought_to_the_stream_s() {
        ModelGraph graph = GraphEdit.apply(
                chain("Input 3x16x16", "Conv 8 3x3 /2", "Add"), new GraphEdit.Connect("l2", 1, Port.of("l0")));
        GraphShapes shapes = GraphShapes.of(graph, 2);
        Repair repair = Repairs.of(graph, shapes, shapes.problems().getFirst()).getFirst();
        assertThat(repair.action()).hasToString("Insert Conv2d 3 -> 8 1x1 /2 before input 1 of l2");
        assertThat(GraphShapes.of(GraphEdit.apply(graph, repair.edits()), 2).problems())
                .isEmpty();
    }

    @Test
    void tokens_where_numbers_are_wanted_are_a_problem_too() {
        GraphShapes shapes = GraphShapes.of(chain("Tokens 128", "Linear 10 inputs=128"), 2);
        assertThat(shapes.problems().getFirst().message().toString()).contains("int32", "Embedding");
    }
}
