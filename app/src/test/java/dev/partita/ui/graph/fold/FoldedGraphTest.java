package dev.partita.ui.graph.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.template.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedGraphTest {
    private static final String RUN = "decoder/0..3";
    private final PartTree tree = PartTree.of(Templates.named("gpt-mini").graph());

    @Test
    void folded_blocks_are_one_card_with_a_wire_in_and_one_out() {
        FoldedGraph graph = FoldedGraph.of(tree, FoldState.FOLDED);
        assertThat(wires(graph)).contains("positions > " + RUN, RUN + " > norm").hasSize(7);
        assertThat(graph.boxOf("decoder/2/mlp/up").orElseThrow().cells()).isEqualTo(4);
    }

    @Test
    void an_unfolded_run_shows_the_block_that_was_chosen() {
        FoldedGraph graph = FoldedGraph.of(tree, FoldState.FOLDED.unfold(RUN).show(RUN, 2));
        assertThat(graph.all()).extracting(Box::id).contains("decoder/2/attention", "decoder/2/mlp");
        assertThat(graph.boxOf("decoder/2/mlp/up").orElseThrow().layers())
                .allMatch(id -> id.startsWith("decoder/2/mlp"));
    }

    @Test
    void wires_of_other_blocks_are_drawn_on_the_block_that_is_shown_and_none_leads_back() {
        FoldedGraph graph = FoldedGraph.of(tree, FoldState.FOLDED.unfold(RUN).show(RUN, 2));
        assertThat(wires(graph))
                .contains("positions > decoder/2/attention", "decoder/2/mlp > norm")
                .contains("decoder/2/attention > decoder/2/mlp")
                .doesNotContain("decoder/2/mlp > decoder/2/attention");
    }

    @Test
    void frames_come_before_what_they_hold() {
        FoldState fold = FoldState.FOLDED.unfold(RUN).unfold("decoder/0/mlp");
        List<String> boxes =
                FoldedGraph.of(tree, fold).all().stream().map(Box::id).toList();
        assertThat(boxes).containsSubsequence(RUN, "decoder/0/attention", "decoder/0/mlp", "decoder/0/mlp/norm");
    }

    @Test
    void an_entered_part_fills_the_canvas() {
        FoldedGraph graph = FoldedGraph.of(tree, FoldState.FOLDED.enter("decoder/1/mlp"));
        assertThat(graph.boxes())
                .filteredOn(box -> !graph.outside(box))
                .extracting(Box::id)
                .isNotEmpty()
                .allMatch(id -> id.startsWith("decoder/1/mlp/"));
    }

    @Test
    void an_entered_part_keeps_its_wires_to_what_lies_outside() {
        FoldedGraph graph = FoldedGraph.of(tree, FoldState.FOLDED.enter("decoder/1/mlp"));
        assertThat(wires(graph)).contains("decoder/1/attention > decoder/1/mlp/norm", "decoder/1/mlp/add > decoder/2");
        assertThat(graph.boxes())
                .filteredOn(graph::outside)
                .extracting(Box::id)
                .containsExactlyInAnyOrder("decoder/1/attention", "decoder/2");
    }

    @Test
    void revealing_a_layer_unfolds_the_way_to_it_and_nothing_else() {
        FoldState fold = FoldState.FOLDED.revealing(tree, "decoder/3/mlp/up");
        FoldedGraph graph = FoldedGraph.of(tree, fold);
        assertThat(graph.boxOf("decoder/3/mlp/up").orElseThrow().id()).isEqualTo("decoder/3/mlp/up");
        assertThat(graph.boxOf("decoder/3/attention/qkv").orElseThrow().id()).isEqualTo("decoder/3/attention");
    }

    @Test
    void folding_again_leads_back_to_the_same_state() {
        FoldState fold = FoldState.FOLDED.unfold(RUN);
        assertThat(fold.toggle(RUN)).isEqualTo(FoldState.FOLDED);
        assertThat(FoldState.FOLDED.toggle(RUN)).isEqualTo(fold);
    }

    private static List<String> wires(FoldedGraph graph) {
        return graph.wires().stream()
                .map(wire -> wire.from().id() + " > " + wire.to().id())
                .toList();
    }
}
