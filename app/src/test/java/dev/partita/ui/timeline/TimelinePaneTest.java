package dev.partita.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.history.RunStart;
import dev.partita.history.RunStore;
import dev.partita.history.TimelineOrigin;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.Timeline;
import dev.partita.ui.SampleWorkspace;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.TaskIntervals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class TimelinePaneTest extends ApplicationTest {
    private Workspace workspace;
    private TimelinePane pane;
    private Path folder;

    @Override
    public void start(Stage stage) throws Exception {
        folder = Files.createTempDirectory("partita-timeline-");
        workspace = SampleWorkspace.of(folder, "gpt-mini", "virtual:2");
        pane = new TimelinePane(workspace);
        Scene scene = new Scene(new BorderPane(pane.view()), 980, 400);
        workspace.look().dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void waitForPrediction() {
        waitUntil(() -> pane.model().predicted().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @AfterEach
    void close() {
        interact(() -> workspace.document().close());
        workspace.runtime().close();
    }

    @Test
    void dragging_selects_a_range_and_shows_what_it_amounts_to() {
        Bounds lanes = lanes();
        moveTo(lanes.getMinX() + 200, lanes.getMinY() + 200);
        press(MouseButton.PRIMARY)
                .moveTo(lanes.getMinX() + 500, lanes.getMinY() + 210)
                .release(MouseButton.PRIMARY);
        TableView<AreaTotal> totals = lookup("#timeline-totals").<TableView<AreaTotal>>query();
        waitUntil(() -> totals.getItems().size() == 2);
        Area area = pane.model().area().get().orElseThrow();
        assertThat(totals.getItems())
                .extracting(AreaTotal::use)
                .isEqualTo(DeviceUse.between(predicted(), area.fromSeconds(), area.toSeconds()));
    }

    @Test
    void clicking_a_slice_selects_its_task_and_reveals_its_layers() {
        clickOn(lanes().getMinX() + 130, lanes().getMinY() + 35);
        OptionalInt task = workspace.document().selection().task().get();
        assertThat(task).isPresent();
        assertThat(workspace.document().selection().revealed().get()).contains("decoder/0/mlp/up");
    }

    @Test
    void keys_zoom_and_pan_and_step_from_slice_to_slice() {
        clickOn(lanes().getMinX() + 130, lanes().getMinY() + 35);
        double whole = pane.model().axis().get().spanSeconds();
        push(KeyCode.W);
        assertThat(pane.model().axis().get().spanSeconds()).isCloseTo(0.8 * whole, within(1e-9));
        double from = pane.model().axis().get().fromSeconds();
        push(KeyCode.D);
        assertThat(pane.model().axis().get().fromSeconds()).isGreaterThan(from);
        push(KeyCode.S);
        push(KeyCode.S);
        assertThat(pane.model().axis().get().spanSeconds()).isEqualTo(whole);
        OptionalInt first = workspace.document().selection().task().get();
        push(KeyCode.PERIOD);
        assertThat(workspace.document().selection().task().get()).isNotEqualTo(first);
        push(KeyCode.COMMA);
        assertThat(workspace.document().selection().task().get()).isEqualTo(first);
        push(KeyCode.M);
        push(KeyCode.F);
        assertThat(pane.model().axis().get().spanSeconds()).isLessThan(whole);
    }

    @Test
    void a_measured_step_appears_below_the_predicted_one() {
        Timeline step = predicted();
        double[] starts = twice(step.startSeconds());
        double[] ends = twice(step.endSeconds());
        int before = pane.model().rows().get().all().size();
        interact(() -> workspace
                .document()
                .measured(new Timeline(step.program(), step.clock(), starts, ends, step.busySeconds())));
        waitUntil(() -> pane.model().measured().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(pane.model().rows().get().all()).hasSize(2 * before);
        assertThat(((Labeled) lookup("#timeline-summary").query()).getText()).contains("+100.0 %");
        assertThat(pane.model().axis().get().totalSeconds()).isEqualTo(2 * step.stepSeconds());
    }

    @Test
    void a_run_that_was_kept_is_shown_with_totals_and_to_other_views() {
        Timeline step = predicted();
        RunStore runs = workspace.document().folder().runs();
        long run = runs.begin(new RunStart(
                workspace.document().project().get(), "A", "graph", 0, 1, "here", OptionalDouble.empty(), Map.of()));
        runs.storeTimeline(run, TimelineOrigin.MEASURED, TaskIntervals.of(step));
        interact(() -> pane.model().run().set(OptionalLong.of(run)));
        waitUntil(() -> workspace.document().compared().get().isPresent());
        interact(() -> pane.model().area().set(Optional.of(new Area(0, step.stepSeconds()))));
        waitUntil(() -> pane.model().totals().get().size() == 4);
        assertThat(pane.model().totals().get()).filteredOn(AreaTotal::measured).hasSize(2);
        interact(() -> pane.model().run().set(OptionalLong.empty()));
        waitUntil(() -> workspace.document().compared().get().isEmpty());
    }

    @Test
    void picture_and_trace_are_written() {
        Path picture = folder.resolve("timeline.png");
        Path trace = folder.resolve("timeline.json");
        TimelineFiles files = new TimelineFiles(
                workspace, pane.model(), lookup("#timeline-lanes").<StackPane>query());
        interact(() -> files.savePicture(picture));
        interact(() -> files.saveTrace(trace));
        waitUntil(() -> workspace.notices().all().size() == 2);
        assertThat(picture).isNotEmptyFile();
        assertThat(trace).content().contains("\"gpu:1 predicted\"");
    }

    private static double[] twice(double[] values) {
        return Arrays.stream(values).map(value -> 2 * value).toArray();
    }

    private Timeline predicted() {
        return pane.model().predicted().get().orElseThrow().timeline().orElseThrow();
    }

    private Bounds lanes() {
        StackPane lanes = lookup("#timeline-lanes").query();
        return Objects.requireNonNull(lanes.localToScreen(lanes.getBoundsInLocal()));
    }

    private static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }
}
