package dev.partita.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Rule;
import dev.partita.ui.graph.fold.Area;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class GraphPaneTest extends ApplicationTest {
    private static final String RUN = "decoder/0..3";
    private GraphStage graph;

    @Override
    public void start(Stage stage) throws Exception {
        graph = new GraphStage(stage, Files.createTempDirectory("partita-graph-"), "gpt-mini", "a100-40g-sxm:1x4");
    }

    @BeforeEach
    void waitForThePicture() throws Exception {
        waitUntil(graph::shown);
    }

    @AfterEach
    void close() {
        interact(graph::close);
    }

    private void waitUntil(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
            WaitForAsyncUtils.waitForFxEvents();
            return condition.getAsBoolean();
        });
    }

    private Set<String> selected() {
        return graph.workspace.document().selection().layers().get();
    }

    @Test
    void a_double_click_unfolds_and_the_mark_folds_again() throws Exception {
        doubleClickOn(graph.on(RUN, 0.3, 0.3));
        waitUntil(() -> graph.box(RUN).frame());
        Area mark = graph.picture().foldMark(graph.box(RUN));
        clickOn(graph.screen(mark.centreX(), mark.centreY()));
        waitUntil(() -> !graph.box(RUN).frame());
    }

    @Test
    void a_click_on_one_of_several_selected_layers_chooses_it_alone() {
        interact(() -> graph.workspace.document().selection().select(List.of("norm", "loss")));
        clickOn(graph.on("norm", 0.5, 0.4));
        assertThat(selected()).containsExactly("norm");
    }

    @Test
    void a_rubber_band_selects_what_it_touches() {
        Area norm = graph.picture().area(graph.box("norm"));
        drag(graph.screen(norm.x() - 12, norm.y() - 12), MouseButton.PRIMARY)
                .dropTo(graph.screen(norm.centreX(), norm.centreY()));
        assertThat(selected()).containsExactly("norm");
    }

    @Test
    void a_card_is_taken_in_the_hand_and_escape_lets_go() {
        Point2D card = graph.on("norm", 0.5, 0.4);
        drag(card, MouseButton.PRIMARY).moveTo(card.add(60, 40));
        assertThat(graph.workspace.drag().load().get().layers()).containsExactly("norm");
        assertThat(lookup((Node node) -> "graph.ghost".equals(node.getId()))
                        .<Node>query()
                        .isVisible())
                .isTrue();
        push(KeyCode.ESCAPE);
        assertThat(graph.workspace.drag().active()).isFalse();
        release(MouseButton.PRIMARY);
    }

    @Test
    void a_range_of_blocks_is_chosen_on_the_strip_and_placed_by_a_key() throws Exception {
        drag(onStrip(0.3), MouseButton.PRIMARY).dropTo(onStrip(0.6));
        assertThat(selected()).hasSize(20).allMatch(id -> id.matches("decoder/[12]/.*"));
        push(KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(graph.workspace.document().plan().get().placement().rules())
                .contains(new Rule("decoder/{1..2}", List.of(2)));
        waitUntil(() -> graph.pane.state().placed.get().of("decoder/1/mlp/up").equals(List.of(2)));
    }

    @Test
    void shift_on_the_strip_goes_on_from_the_block_that_was_chosen_last() {
        clickOn(onStrip(0.3));
        assertThat(selected()).hasSize(10).allMatch(id -> id.startsWith("decoder/1/"));
        interact(() -> pressWithShift(onStrip(0.9)));
        assertThat(selected()).hasSize(30).allMatch(id -> id.matches("decoder/[123]/.*"));
    }

    /** The headless screen knows no keys that are held while the mouse is used. */
    private void pressWithShift(Point2D screen) {
        Node canvas = lookup((Node node) -> "graph.canvas".equals(node.getId())).query();
        Point2D local = canvas.screenToLocal(screen);
        canvas.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_PRESSED,
                local.getX(),
                local.getY(),
                screen.getX(),
                screen.getY(),
                MouseButton.PRIMARY,
                1,
                true,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null));
    }

    @Test
    void what_is_sent_inside_folded_blocks_stands_beside_their_card() {
        InnerSends sends = new InnerSends(graph.workspace.texts(), graph.pane.state());
        InnerSends.Sends inside = sends.of(graph.box(RUN));
        assertThat(inside.text()).startsWith("3 sent inside: ");
        assertThat(inside.blocks()).containsExactly(1, 2, 3);
    }

    private Point2D onStrip(double share) {
        Area strip = graph.picture().strip(graph.box(RUN));
        return graph.screen(strip.x() + share * strip.width(), strip.centreY());
    }

    @Test
    void find_leads_to_a_layer_inside_folded_blocks() throws Exception {
        push(KeyCode.CONTROL, KeyCode.F);
        interact(() -> field().setText("linear decoder/2/mlp"));
        push(KeyCode.ENTER);
        waitUntil(() -> graph.picture()
                .graph()
                .boxOf("decoder/2/mlp/up")
                .orElseThrow()
                .id()
                .equals("decoder/2/mlp/up"));
        assertThat(selected()).containsExactly("decoder/2/mlp/up");
        push(KeyCode.ENTER);
        assertThat(selected()).containsExactly("decoder/2/mlp/down");
    }

    private TextField field() {
        return lookup((Node node) -> "graph.find".equals(node.getId())).query();
    }

    @Test
    void the_table_and_the_canvas_share_the_selection() throws Exception {
        interact(() -> graph.workspace.document().selection().select(List.of("norm", "head")));
        push(KeyCode.CONTROL, KeyCode.T);
        javafx.scene.control.TreeTableView<?> table =
                lookup((Node node) -> "graph.table".equals(node.getId())).query();
        assertThat(table.getSelectionModel().getSelectedItems()).hasSize(2);
        interact(() -> table.getSelectionModel().clearAndSelect(0));
        assertThat(selected()).containsExactly("tokens");
    }
}
