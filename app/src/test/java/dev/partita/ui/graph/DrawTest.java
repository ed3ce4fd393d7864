package dev.partita.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Initialization;
import dev.partita.operator.Linear;
import dev.partita.plan.Edit;
import dev.partita.template.Templates;
import dev.partita.ui.document.Spot;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Viewport;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class DrawTest extends ApplicationTest {
    private GraphStage graph;

    @Override
    public void start(Stage stage) throws Exception {
        graph = new GraphStage(stage, Files.createTempDirectory("partita-draw-"), "gpt-mini", "a100-40g-sxm:1x4");
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

    private Layer layer(String id) {
        return graph.workspace.document().plan().get().graph().layer(id);
    }

    private void type(String text) {
        interact(() -> lookup((Node node) -> "graph.add".equals(node.getId()))
                .<TextField>query()
                .setText(text));
        push(KeyCode.ENTER);
    }

    @Test
    void a_layer_is_added_by_a_few_words_behind_the_one_that_is_selected() throws Exception {
        interact(() -> graph.workspace.document().selection().select(List.of("norm")));
        push(KeyCode.INSERT);
        type("Linear 64");
        waitUntil(() -> graph.picture().graph().boxOf("linear").isPresent());
        assertThat(layer("linear").inputs()).containsExactly(Port.of("norm"));
        assertThat(layer("linear").operator().toString()).contains("inputs=256").contains("outputs=64");
    }

    @Test
    void a_wire_dragged_from_an_output_connects_the_input_where_it_ends() throws Exception {
        Point2D output = graph.on("positions", 1, 0.5);
        drag(output, MouseButton.PRIMARY).dropTo(graph.on("norm", 0, 0.5));
        assertThat(layer("norm").inputs()).containsExactly(Port.of("positions"));
    }

    @Test
    void copies_are_text_that_another_project_takes() throws Exception {
        interact(() -> graph.workspace.document().selection().select(List.of("norm", "head")));
        push(KeyCode.CONTROL, KeyCode.C);
        ModelGraph other = Templates.named("alexnet-fashion").graph();
        interact(() -> {
            GraphEdit.Add added =
                    CopyPaste.paste(other, Clipboard.getSystemClipboard().getString());
            ModelGraph after = GraphEdit.apply(other, added);
            assertThat(after.layer("norm").inputs()).containsExactly(Port.OPEN);
            assertThat(after.layer("head").inputs()).containsExactly(Port.of("norm"));
        });
        push(KeyCode.CONTROL, KeyCode.V);
        assertThat(layer("head_2").inputs()).containsExactly(Port.of("norm_2"));
    }

    @Test
    void a_clipboard_with_something_else_is_one_sentence_and_changes_nothing() {
        interact(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, "{\"layers\": 7}")));
        push(KeyCode.CONTROL, KeyCode.V);
        assertThat(graph.workspace.document().canUndo().get()).isFalse();
        assertThat(graph.workspace.notices().all()).hasSize(1);
    }

    @Test
    void a_wrong_wire_offers_its_repair_where_its_fault_stands() throws Exception {
        GraphEdit wrong = new GraphEdit.Change("head", new Linear(100, 256, true, new Initialization.Normal(0.02)));
        interact(() -> graph.workspace.document().send(new Edit.Draw(wrong)));
        waitUntil(() -> graph.shown() && !graph.pane.state().problems.get().isEmpty());
        interact(() -> graph.workspace.commands().get("graph.zoom_100").run());
        WireTexts texts = new WireTexts(graph.workspace.texts(), graph.pane.state());
        Area fault = WireBadges.faults(graph.picture(), graph.picture().bounds(), texts::fault)
                .getFirst()
                .area();
        interact(
                () -> graph.pane.state().viewport.set(Viewport.centred(fault.centreX(), fault.centreY(), 960, 640, 1)));
        clickOn(graph.screen(fault.centreX(), fault.centreY()));
        push(KeyCode.DOWN);
        push(KeyCode.ENTER);
        waitUntil(() -> graph.workspace.document().history().get().size() == 2);
        assertThat(graph.workspace.document().plan().get().graph().layers()).hasSizeGreaterThan(46);
    }

    @Test
    void a_new_layer_let_go_on_a_wire_comes_between_and_on_a_device() throws Exception {
        Area from = graph.picture().area(graph.box("embedding"));
        Area to = graph.picture().area(graph.box("positions"));
        interact(() -> graph.workspace.drag().beginNew("LayerNorm"));
        NewLayerDrop drop = new NewLayerDrop(
                graph.picture(),
                spot -> new Drawing(graph.workspace.document(), graph.workspace.notices()).add("LayerNorm", spot));
        drop.moved((from.right() + to.x()) / 2, from.centreY());
        interact(drop::released);
        assertThat(layer("positions").inputs()).containsExactly(Port.of("layernorm"));
        assertThat(layer("layernorm").inputs()).containsExactly(Port.of("embedding"));
        assertThat(graph.workspace
                        .document()
                        .plan()
                        .get()
                        .placement()
                        .devices(graph.workspace.document().plan().get().graph()))
                .containsKey("layernorm");
    }

    @Test
    void a_new_layer_let_go_on_a_card_reads_it_and_beside_all_cards_stands_alone() {
        Area norm = graph.picture().area(graph.box("norm"));
        NewLayerDrop drop = new NewLayerDrop(graph.picture(), spot -> {});
        drop.moved(norm.centreX(), norm.centreY());
        assertThat(drop.spot().from()).contains(Port.of("norm"));
        Area blocks = graph.picture().area(graph.box("decoder/0..3"));
        drop.moved((blocks.right() + norm.x()) / 2, blocks.centreY());
        assertThat(drop.spot())
                .isEqualTo(new Spot("", Optional.of(Port.of("decoder/3/mlp/add")), List.of(new Spot.Input("norm", 0))));
        drop.moved(graph.picture().bounds().x() - 100, 0);
        assertThat(drop.spot()).isEqualTo(Spot.in(""));
    }

    @Test
    void deleting_leaves_open_inputs_and_undo_brings_all_back() {
        interact(() -> graph.workspace.document().selection().select(List.of("norm")));
        push(KeyCode.DELETE);
        assertThat(layer("head").inputs()).containsExactly(Port.OPEN);
        interact(() -> graph.workspace.document().undo());
        assertThat(layer("head").inputs()).containsExactly(Port.of("norm"));
    }
}
