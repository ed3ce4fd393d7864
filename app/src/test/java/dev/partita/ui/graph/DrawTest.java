package dev.partita.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
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
    void deleting_leaves_open_inputs_and_undo_brings_all_back() {
        interact(() -> graph.workspace.document().selection().select(List.of("norm")));
        push(KeyCode.DELETE);
        assertThat(layer("head").inputs()).containsExactly(Port.OPEN);
        interact(() -> graph.workspace.document().undo());
        assertThat(layer("head").inputs()).containsExactly(Port.of("norm"));
    }
}
