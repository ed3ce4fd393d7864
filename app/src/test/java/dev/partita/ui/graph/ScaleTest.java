package dev.partita.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The graph is as large beside the controls at every scale of the window. */
class ScaleTest extends ApplicationTest {
    private GraphStage graph;

    @Override
    public void start(Stage stage) throws Exception {
        graph = new GraphStage(stage, Files.createTempDirectory("partita-scale-"), "gpt-mini", "a100-40g-sxm:1x4");
    }

    @BeforeEach
    void waitForThePicture() throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> graph.shown());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @AfterEach
    void close() {
        interact(graph::close);
    }

    @Test
    void a_graph_that_was_moved_grows_with_the_texts_and_a_hundred_percent_is_their_size() {
        interact(() -> graph.pane
                .state()
                .viewport
                .set(graph.pane.state().viewport.get().withScaleAt(0, 0, 0.5)));
        interact(() -> graph.workspace.look().scale().set(2));
        assertThat(scale()).isEqualTo(1);
        interact(() -> graph.workspace.commands().get("graph.zoom_100").run());
        assertThat(scale()).isEqualTo(2);
    }

    @Test
    void a_graph_that_fits_goes_on_fitting() {
        interact(() -> graph.workspace.look().scale().set(2));
        assertThat(graph.pane
                        .state()
                        .viewport
                        .get()
                        .visible(960, 640)
                        .contains(graph.picture().bounds()))
                .isTrue();
    }

    @Test
    void what_can_be_read_on_a_box_depends_on_its_size_beside_other_texts() {
        assertThat(Detail.at(1.0 / 2)).isEqualTo(Detail.NAMES);
        assertThat(Detail.at(1.5 / 2)).isEqualTo(Detail.EVERYTHING);
    }

    private double scale() {
        return graph.pane.state().viewport.get().scale();
    }
}
