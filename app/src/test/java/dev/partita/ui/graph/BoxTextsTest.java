package dev.partita.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.template.Templates;
import dev.partita.text.Language;
import dev.partita.ui.graph.fold.FoldState;
import dev.partita.ui.graph.fold.FoldedGraph;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.text.Texts;
import org.junit.jupiter.api.Test;

class BoxTextsTest {
    @Test
    void a_picture_about_to_be_replaced_may_show_layers_that_are_gone() {
        BoxTexts texts = new BoxTexts(new Texts(Language.ENGLISH));
        texts.read(PartTree.of(Templates.named("alexnet-fashion").graph()));
        PartTree before = PartTree.of(Templates.named("gpt-mini").graph());
        assertThat(FoldedGraph.of(before, FoldState.FOLDED).all())
                .filteredOn(box -> box.id().equals("embedding"))
                .map(texts::detail)
                .containsExactly("Embedding");
    }
}
