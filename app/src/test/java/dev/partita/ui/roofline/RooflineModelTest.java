package dev.partita.ui.roofline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.timeline.KernelDot;
import dev.partita.timeline.Roofline;
import dev.partita.ui.SampleWorkspace;
import dev.partita.ui.chart.LogAxis;
import dev.partita.ui.document.Workspace;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class RooflineModelTest extends ApplicationTest {
    private Workspace workspace;
    private RooflineModel model;

    @Override
    public void start(Stage stage) throws Exception {
        workspace = SampleWorkspace.of(Files.createTempDirectory("partita-roofline-"), "gpt-mini", "a100-80g-sxm:1x2");
        model = new RooflineModel(workspace.document(), workspace.notices());
    }

    @BeforeEach
    void waitForPrediction() throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> model.shown().isPresent());
    }

    @AfterEach
    void close() {
        interact(() -> workspace.document().close());
    }

    @Test
    void axes_have_room_for_every_kernel_and_every_roof() {
        Roofline roofline = model.shown().orElseThrow();
        LogAxis intensities = RooflineModel.intensities(roofline);
        LogAxis rates = RooflineModel.rates(roofline);
        assertThat(roofline.flopsPerSecond().values())
                .allSatisfy(peak -> assertThat(rates.share(peak)).isBetween(0.0, 1.0));
        assertThat(RooflineModel.placed(roofline)).isNotEmpty().allSatisfy(dot -> {
            assertThat(intensities.share(dot.flopsPerByte())).isBetween(0.0, 1.0);
            assertThat(rates.share(dot.flopsPerSecond())).isBetween(0.0, 1.0);
        });
    }

    @Test
    void stepping_goes_from_kernel_to_kernel_and_reveals_the_layers_that_call_it() {
        interact(() -> model.step(1));
        KernelDot first = model.selected().get().orElseThrow();
        assertThat(workspace.document().selection().revealed().get()).containsExactlyElementsOf(first.layers());
        interact(() -> model.step(1));
        assertThat(model.selected().get().orElseThrow().secondsPerStep()).isLessThanOrEqualTo(first.secondsPerStep());
        interact(() -> model.step(-1));
        assertThat(model.selected().get()).contains(first);
    }
}
