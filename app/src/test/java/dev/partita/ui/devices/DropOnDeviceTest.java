package dev.partita.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.checks.Code;
import dev.partita.graph.Layer;
import dev.partita.plan.Project;
import dev.partita.ui.PaneTest;
import dev.partita.ui.Plans;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.DeviceLoad;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/** Layers dragged from wherever they are shown (here a label) to a card. */
class DropOnDeviceTest extends PaneTest {

    private String dragged = "decoder/2";

    private static List<String> layers(Workspace opened, String scope) {
        return opened.document().plan().get().graph().layers().stream()
                .map(Layer::id)
                .filter(id -> id.startsWith(scope))
                .toList();
    }

    @Override
    protected Project project() {
        return Plans.project("gpt-mini", "virtual:2@40MiB");
    }

    @Override
    protected Parent content(Workspace opened) {
        Label source = new Label("layers");
        source.setId("source");
        source.setMinSize(300, 60); // without a display a drag begins 20 pixels from where it was pressed
        source.setOnDragDetected(event -> {
            source.startFullDrag();
            opened.drag().begin(layers(opened, dragged), dragged);
        });
        source.setOnMouseReleased(event -> opened.drag().end());
        DevicesPane pane = new DevicesPane(opened);
        return new VBox(source, pane.status(), pane.view());
    }

    @Test
    void a_card_shows_the_state_after_the_drop_while_it_is_hovered_and_the_drop_makes_it_so() {
        settle();
        drag((Node) node("source"), MouseButton.PRIMARY).moveTo((Node) node("device.0"));
        waitUntil(() -> document().trial().get().isPresent());
        String remark = remark("device.0");
        String hovered = ((Label) node("status.step")).getText();
        drop();
        settle();
        assertThat(remark).startsWith("after this drop ");
        assertThat(hovered).contains("→");
        assertThat(devices("decoder/2/mlp/up")).containsExactly(0);
        assertThat(document().trial().get()).isEmpty();
        interact(() -> document().undo());
        assertThat(devices("decoder/2/mlp/up")).containsExactly(1);
    }

    @Test
    void a_drop_that_is_too_much_is_made_and_becomes_a_problem() {
        dragged = "";
        settle();
        drag((Node) node("source"), MouseButton.PRIMARY).dropTo((Node) node("device.1"));
        settle();
        assertThat(document().report().get().orElseThrow().diagnostics())
                .anyMatch(finding -> finding.code() == Code.OVER_CAPACITY);
        assertThat(remark("device.1")).contains("over the capacity");
    }

    @Test
    void a_drop_that_would_leave_no_step_says_why() {
        dragged = "decoder/3/mlp";
        settle();
        drag((Node) node("source"), MouseButton.PRIMARY).moveTo((Node) node("device.0"));
        waitUntil(() -> document().trial().get().isPresent());
        assertThat(remark("device.0")).contains("2 stages");
        assertThat(remark("device.1")).isEmpty();
        drop();
    }

    @Test
    void a_click_selects_the_device_and_enter_its_layers() {
        settle();
        clickOn((Node) node("device.1"));
        assertThat(document().selection().device().get()).isEqualTo(OptionalInt.of(1));
        push(KeyCode.ENTER);
        assertThat(document().selection().layers().get())
                .contains("decoder/3/mlp/up")
                .doesNotContain("decoder/0/mlp/up");
    }

    @Test
    void what_is_selected_while_painting_goes_to_the_brush() {
        settle();
        interact(() -> document().selection().device().set(OptionalInt.of(1)));
        interact(() -> workspace().commands().get("devices.paint").run());
        interact(() -> document().selection().select(List.of("decoder/1/mlp/up")));
        assertThat(devices("decoder/1/mlp/up")).containsExactly(1);
    }

    @Test
    void a_cluster_field_says_what_it_takes_and_calculates() {
        settle();
        interact(() -> workspace().commands().get("devices.cluster").run());
        TextField memory = node("cluster.memory");
        interact(() -> memory.setText("much"));
        assertThat(lookup(".value-error").queryAllAs(Label.class))
                .anyMatch(error -> error.getText().contains("512MiB or 1.5GiB"));
        interact(() -> memory.setText("2 * 64 MiB"));
        interact(() -> memory.fireEvent(new javafx.event.ActionEvent()));
        assertThat(document().plan().get().cluster().device(0).capacity().count())
                .isEqualTo(128L << 20);
    }

    @Test
    void a_card_shows_what_is_measured_while_a_run_trains_and_then_the_prediction_again() {
        settle();
        assertThat(live("device.0")).isFalse();
        interact(() -> document()
                .liveUse()
                .publish(Map.of(0, new DeviceLoad(0.5, 0.1, 0.3, 0.1, 1e6, 2e6, 1 << 20, 1 << 19))));
        interact(document().liveUse()::published);
        assertThat(live("device.0")).isTrue();
        assertThat(live("device.1")).isFalse();
        interact(() -> document().liveUse().clear());
        assertThat(live("device.0")).isFalse();
    }

    private boolean live(String card) {
        return from((Node) node(card)).lookup(".device-live").query().isVisible();
    }

    private String remark(String card) {
        return from((Node) node(card))
                .lookup(".device-remark")
                .queryAs(Label.class)
                .getText();
    }
}
