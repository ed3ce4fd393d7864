package dev.partita.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.template.Templates;
import dev.partita.ui.graph.WireBadges.Badge;
import dev.partita.ui.graph.fold.FoldState;
import dev.partita.ui.graph.fold.FoldedGraph;
import dev.partita.ui.graph.fold.LayeredLayout;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireBadgesTest {
    private static final String LONG =
            "decoder/0/mlp/up: a Linear with 256 inputs takes a last dimension of 256, found 4 x 128 x 512";

    private final Picture picture = LayeredLayout.of(
            FoldedGraph.of(
                    PartTree.of(Templates.named("gpt-mini").graph()),
                    FoldState.FOLDED.unfold("decoder/0..3").unfold("decoder/0/mlp")),
            box -> "",
            () -> false);
    private final List<Badge> faults = WireBadges.faults(picture, picture.bounds(), wire -> LONG);

    @Test
    void no_fault_covers_a_card() {
        assertThat(faults).hasSizeGreaterThan(5);
        for (Badge fault : faults) {
            assertThat(picture.boxes(fault.area())).allMatch(box -> box.frame());
        }
    }

    @Test
    void no_fault_covers_another() {
        for (Badge a : faults) {
            assertThat(faults).filteredOn(b -> a.area().meets(b.area())).containsExactly(a);
        }
    }
}
