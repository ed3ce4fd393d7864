package dev.partita.ui.graph.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.template.Templates;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final String RUN = "decoder/0..3";
    private final PartTree tree = PartTree.of(Templates.named("gpt-mini").graph());
    private final Picture folded = picture(FoldState.FOLDED);

    private Picture picture(FoldState fold) {
        return LayeredLayout.of(FoldedGraph.of(tree, fold), box -> "", () -> false);
    }

    private static Box box(Picture picture, String id) {
        return picture.graph().all().stream()
                .filter(box -> box.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void cards_do_not_overlap() {
        var cards = folded.graph().all();
        for (Box a : cards) {
            for (Box b : cards) {
                assertThat(a == b || !folded.area(a).meets(folded.area(b)))
                        .as(a.id() + " and " + b.id())
                        .isTrue();
            }
        }
    }

    @Test
    void a_frame_holds_its_contents() {
        Picture picture = picture(FoldState.FOLDED.unfold(RUN).unfold("decoder/0/mlp"));
        Box frame = box(picture, "decoder/0/mlp");
        assertThat(frame.contents())
                .isNotEmpty()
                .allMatch(inner -> picture.area(frame).contains(picture.area(inner)));
    }

    @Test
    void the_hand_finds_the_card_its_strip_its_mark_and_its_ports() {
        Box run = box(folded, RUN);
        Area area = folded.area(run);
        Area strip = folded.strip(run);
        Area mark = folded.foldMark(run);
        assertThat(folded.hit(area.x() + 40, area.y() + 20)).isEqualTo(new Hit.OnBox(run));
        assertThat(folded.hit(strip.x() + strip.width() * 0.6, strip.centreY())).isEqualTo(new Hit.OnStrip(run, 2));
        assertThat(folded.hit(mark.centreX(), mark.centreY())).isEqualTo(new Hit.OnFold(run));
        Box loss = box(folded, "loss");
        assertThat(folded.hit(folded.area(loss).x(), folded.inputY(loss, 1))).isEqualTo(new Hit.OnPort(loss, false, 1));
    }

    @Test
    void beside_the_contents_of_a_frame_is_background() {
        Picture picture = picture(FoldState.FOLDED.unfold(RUN));
        Area frame = picture.area(box(picture, RUN));
        assertThat(picture.hit(frame.x() + 3, frame.bottom() - 3)).isEqualTo(new Hit.Background());
        assertThat(picture.hit(frame.x() + 30, frame.y() + 15)).isEqualTo(new Hit.OnBox(box(picture, RUN)));
    }

    @Test
    void a_rubber_band_catches_cards_and_not_frames() {
        Picture picture = picture(FoldState.FOLDED.unfold(RUN));
        assertThat(picture.cards(picture.bounds()))
                .extracting(Box::id)
                .contains("embedding", "decoder/0/mlp")
                .doesNotContain(RUN);
    }

    @Test
    void long_chains_go_on_in_a_next_row() {
        assertThat(folded.bounds().width()).isLessThan(5 * folded.bounds().height());
    }
}
