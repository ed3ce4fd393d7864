package dev.partita.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.operator.OperatorKind;
import dev.partita.template.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibleTest {
    private static Compatible with(ModelGraph graph, String layer) {
        return Compatible.with(graph, GraphShapes.of(graph, 2), Port.of(layer));
    }

    @Test
    void an_image_leads_to_image_layers_and_tokens_to_an_embedding() {
        assertThat(with(Templates.named("alexnet").graph(), "image").kinds())
                .extracting(OperatorKind::name)
                .contains("Conv2d", "MaxPool2d", "Flatten", "BatchNorm2d", "ReLU")
                .doesNotContain("Embedding", "SequenceToImage", "PositionEmbedding");
        assertThat(with(Templates.named("gpt-mini").graph(), "tokens").kinds())
                .extracting(OperatorKind::name)
                .containsExactly("Embedding", "Concat", "Slice");
    }

    @Test
    void open_inputs_come_first_and_none_closes_a_cycle() {
        ModelGraph graph =
                GraphEdit.apply(Templates.named("gpt-mini").graph(), new GraphEdit.Connect("norm", 0, Port.OPEN));
        List<Compatible.Slot> inputs = with(graph, "decoder/2/mlp/add").inputs();
        assertThat(inputs.getFirst()).isEqualTo(new Compatible.Slot("norm", 0, true));
        assertThat(inputs)
                .noneMatch(slot ->
                        slot.layer().startsWith("decoder/1") || slot.layer().equals("decoder/2/mlp/add"));
    }
}
