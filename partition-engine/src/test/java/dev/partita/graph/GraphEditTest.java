package dev.partita.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.operator.Add;
import dev.partita.operator.Initialization;
import dev.partita.operator.Linear;
import dev.partita.operator.OperatorKinds;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphEditTest {
    private static final ModelGraph MINI = Templates.named("gpt-mini").graph();
    private static final ModelGraph BLANK = Templates.named("blank").graph();

    private static ModelGraph edited(ModelGraph graph, GraphEdit... edits) {
        return GraphEdit.apply(graph, List.of(edits));
    }

    private static GraphEdit add(String id, String kind, Port... inputs) {
        return new GraphEdit.Add(
                List.of(new NewLayer(id, OperatorKinds.named(kind).orElseThrow().defaults(), inputs)),
                Optional.empty());
    }

    @Test
    void a_removed_layer_leaves_open_inputs_behind() {
        ModelGraph after = edited(MINI, new GraphEdit.Remove(List.of("norm")));
        assertThat(after.layer("head").inputs()).containsExactly(Port.OPEN);
        assertThat(after.parameters()).noneMatch(parameter -> parameter.name().startsWith("norm."));
    }

    @Test
    void a_connection_that_closes_a_cycle_is_refused_with_the_way_round() {
        assertThatThrownBy(() -> edited(MINI, new GraphEdit.Connect("decoder/0/attention/norm", 0, Port.of("norm"))))
                .isInstanceOf(InvalidGraph.class)
                .hasMessageContaining("cycle")
                .hasMessageContaining("decoder/0/attention/qkv -> decoder/0/attention/attention -> ");
    }

    @Test
    void a_connection_backwards_in_the_list_reorders_only_what_it_must() {
        ModelGraph after = edited(
                BLANK,
                add("sum", "Add", Port.OPEN, Port.OPEN),
                add("image", "Input"),
                add("relu", "ReLU", Port.of("image")),
                new GraphEdit.Connect("sum", 0, Port.of("relu")));
        assertThat(after.layers()).extracting(Layer::id).containsExactly("image", "relu", "sum");
    }

    @Test
    void a_renamed_scope_takes_its_layers_readers_and_parameters_along() {
        ModelGraph after = edited(MINI, new GraphEdit.Rename("decoder", "blocks"));
        assertThat(after.layer("norm").inputs()).containsExactly(Port.of("blocks/3/mlp/add"));
        assertThat(after.layer("blocks/0/mlp/up").parameters())
                .containsExactly("blocks.0.mlp.up.weight", "blocks.0.mlp.up.bias");
        assertThat(after.parameterCount()).isEqualTo(MINI.parameterCount());
        assertThat(Blocks.of(after)).hasToString("[blocks/0..3 x4]");
    }

    @Test
    void grouping_and_ungrouping_lead_back() {
        ModelGraph grouped = edited(MINI, new GraphEdit.Group(List.of("embedding", "positions"), "front"));
        assertThat(grouped.layer("front/positions").inputs()).containsExactly(Port.of("front/embedding"));
        assertThat(edited(grouped, new GraphEdit.Ungroup("front"))).isEqualTo(MINI);
    }

    @Test
    void one_changed_block_of_many_splits_their_run() {
        ModelGraph after = edited(MINI, new GraphEdit.Change("decoder/1/mlp/up", new Linear(256, 1024, false, OTHER)));
        assertThat(Blocks.of(after)).hasToString("[decoder/2..3 x2]");
    }

    private static final Initialization OTHER = new Initialization.Normal(0.02);

    @Test
    void a_block_drawn_once_is_repeated_as_a_chain() {
        ModelGraph one = edited(
                BLANK,
                add("image", "Input"),
                add("flat", "Flatten", Port.of("image")),
                add("block/0/a", "LayerNorm", Port.of("flat")),
                add("block/0/b", "Add", Port.of("block/0/a"), Port.of("flat")),
                add("end", "LayerNorm", Port.of("block/0/b")));
        ModelGraph many = edited(one, new GraphEdit.Repeat("block/0", 5));
        assertThat(Blocks.of(many)).hasToString("[block/0..4 x5]");
        assertThat(many.layer("block/3/b").inputs()).containsExactly(Port.of("block/3/a"), Port.of("block/2/b"));
        assertThat(many.layer("end").inputs()).containsExactly(Port.of("block/4/b"));
    }

    @Test
    void a_parameter_stays_shared_until_its_shape_differs() {
        GraphEdit tied = new GraphEdit.Add(
                List.of(new NewLayer(
                        "twin",
                        new Linear(256, 256, false, OTHER),
                        List.of(Port.of("norm")),
                        Map.of("weight", "embedding.weight"))),
                Optional.empty());
        assertThat(edited(MINI, tied).layer("twin").parameters()).containsExactly("embedding.weight");
        ModelGraph wider = edited(MINI, tied, new GraphEdit.Change("twin", new Linear(256, 300, false, OTHER)));
        assertThat(wider.layer("twin").parameters()).containsExactly("twin.weight");
        assertThat(wider.layer("embedding").parameters()).containsExactly("embedding.weight");
    }

    @Test
    void what_is_not_there_cannot_be_edited() {
        for (GraphEdit edit : List.of(
                new GraphEdit.Remove(List.of("nobody")),
                new GraphEdit.Connect("nobody", 0, Port.OPEN),
                new GraphEdit.Connect("head", 7, Port.OPEN),
                new GraphEdit.Connect("head", 0, Port.of("nobody")),
                new GraphEdit.Rename("nobody", "x"),
                new GraphEdit.Rename("norm", "head"),
                new GraphEdit.Group(List.of(), "x"),
                new GraphEdit.Ungroup("head"),
                new GraphEdit.Change("nobody", new Add()),
                new GraphEdit.Repeat("decoder/0", 1_000_000_000),
                new GraphEdit.Repeat("decoder", 2))) {
            assertThatThrownBy(() -> edited(MINI, edit))
                    .as(edit.toString())
                    .isInstanceOf(InvalidGraph.class)
                    .message()
                    .endsWith(".");
        }
    }
}
