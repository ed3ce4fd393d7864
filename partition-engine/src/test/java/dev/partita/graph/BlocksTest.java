package dev.partita.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.Operator;
import dev.partita.template.Gpt;
import dev.partita.template.Templates;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BlocksTest {
    private static final Operator RELU = new Activation(Function.RELU);

    private final GraphBuilder graph = new GraphBuilder("blocks");
    private Port stream = graph.add("image", new Input("image", Shape.of(16), DataType.FLOAT32));

    @Test
    void the_96_blocks_of_gpt_3_are_one_run() {
        assertThat(Blocks.of(Templates.named("gpt3-175b").graph()))
                .extracting(BlockRun::toString)
                .containsExactly("decoder/0..95 x96");
    }

    @Test
    void attention_and_mlp_of_a_block_are_not_equal() {
        assertThat(Blocks.of(new Gpt(1, 64, 4, 16, 256, 0, false).graph("one"))).isEmpty();
    }

    @Test
    void alexnet_s_equal_hidden_layers_differ_in_their_inputs() {
        assertThat(Blocks.of(Templates.named("alexnet").graph())).isEmpty();
    }

    @Test
    void an_odd_block_splits_its_run() {
        for (int i = 0; i < 7; i++) {
            block("body/" + i, i == 3 ? 2 : 4);
        }
        assertThat(runs()).containsExactly("body/0..2 x3", "body/4..6 x3");
    }

    @Test
    void a_block_with_another_activation_is_odd() {
        block("body/0", 4);
        block("body/1", 4);
        Port up = graph.add("body/2/up", linear(16, 64), stream);
        Port down = graph.add("body/2/down", linear(64, 16), graph.add("body/2/relu", gelu(), up));
        graph.add("body/2/add", new Add(), stream, down);
        assertThat(runs()).containsExactly("body/0..1 x2");
    }

    @Test
    void a_block_that_is_wired_otherwise_is_odd() {
        block("body/0", 4);
        block("body/1", 4);
        Port up = graph.add("body/2/up", linear(16, 64), stream);
        Port down = graph.add("body/2/down", linear(64, 16), graph.add("body/2/relu", RELU, up));
        graph.add("body/2/add", new Add(), down, down);
        assertThat(runs()).containsExactly("body/0..1 x2");
    }

    @Test
    void a_block_that_is_read_at_another_place_is_odd() {
        block("body/0", 4);
        Port inner = new Port("body/1/down", 0);
        block("body/1", 4);
        graph.add("probe", RELU, inner);
        block("body/2", 4);
        assertThat(runs()).isEmpty();
    }

    @Test
    void a_block_that_shares_its_weight_with_its_neighbour_is_odd() {
        for (int i = 0; i < 4; i++) {
            String scope = "body/" + i;
            Map<String, String> shared = i == 3 ? Map.of("weight", "body.2.one.weight") : Map.of();
            Port one = graph.addShared(scope + "/one", linear(16, 16), shared, stream);
            stream = graph.add(scope + "/relu", RELU, one);
        }
        assertThat(runs()).containsExactly("body/0..1 x2", "body/2..3 x2");
    }

    @Test
    void runs_inside_a_run_are_told_once() {
        for (int outer = 0; outer < 3; outer++) {
            for (int inner = 0; inner < 4; inner++) {
                block("stage/" + outer + "/block/" + inner, 4);
            }
        }
        assertThat(runs()).containsExactly("stage/0..2 x3", "stage/0/block/0..3 x4");
    }

    @Test
    void a_layer_between_equal_blocks_splits_their_run() {
        block("body/0", 4);
        stream = graph.add("body/relu", RELU, stream);
        block("body/1", 4);
        block("body/2", 4);
        assertThat(runs()).containsExactly("body/1..2 x2");
    }

    /** Comparing each block with every other would take minutes. */
    @Test
    @Timeout(30)
    void forty_thousand_layers_fold_into_one_card() {
        for (int i = 0; i < 10_000; i++) {
            block("body/" + i, 4);
        }
        assertThat(runs()).containsExactly("body/0..9999 x10000");
    }

    private List<String> runs() {
        return Blocks.of(graph.build()).stream().map(BlockRun::toString).toList();
    }

    private void block(String scope, long factor) {
        Port up = graph.add(scope + "/up", linear(16, 16 * factor), stream);
        Port hidden = graph.add(scope + "/relu", RELU, up);
        Port down = graph.add(scope + "/down", linear(16 * factor, 16), hidden);
        stream = graph.add(scope + "/add", new Add(), stream, down);
    }

    private static Operator linear(long inputs, long outputs) {
        return new Linear(inputs, outputs, true, Initialization.ZEROS);
    }

    private static Operator gelu() {
        return new Activation(Function.GELU_TANH);
    }
}
