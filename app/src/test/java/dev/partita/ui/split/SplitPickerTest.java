package dev.partita.ui.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.Layer;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.ui.PaneTest;
import dev.partita.ui.Plans;
import dev.partita.ui.document.Workspace;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

/** A block that is to lie on a second card too. */
class SplitPickerTest extends PaneTest {
    @Override
    protected Project project() {
        return Plans.project("gpt-mini", "a100-40g-sxm:1x2");
    }

    @Override
    protected Parent content(Workspace opened) {
        return new StackPane(new SplitPicker(opened).view());
    }

    private static List<String> block(Workspace opened) {
        return opened.document().plan().get().graph().layers().stream()
                .map(Layer::id)
                .filter(id -> id.startsWith("decoder/0"))
                .toList();
    }

    private void dropOnSecondCard() {
        settle();
        interact(() -> workspace().drag().addDevices(block(workspace()), List.of(1)));
        waitUntil(() -> choices().getItems().size() > 1
                && choices().getItems().stream()
                        .allMatch(choice -> !choice.legal() || choice.outcome().isPresent()));
    }

    private ListView<Choice> choices() {
        return node("split.choices");
    }

    private Rule rule(String layer) {
        return document()
                .plan()
                .get()
                .placement()
                .deciding(document().plan().get().graph())
                .get(layer);
    }

    @Test
    void what_is_chosen_is_one_edit_that_undo_takes_back() {
        dropOnSecondCard();
        Choice auto = choices().getItems().getFirst();
        assertThat(auto.outcome().orElseThrow().stepSeconds()).isPresent();
        assertThat(auto.outcome().orElseThrow().kinds()).isNotEmpty();
        push(KeyCode.ENTER);
        assertThat(rule("decoder/0/mlp/up").devices()).containsExactly(0, 1);
        assertThat(node("split.card").getParent().isVisible()).isFalse();
        interact(() -> document().undo());
        assertThat(rule("decoder/0/mlp/up").devices()).containsExactly(0);
    }

    @Test
    void a_kind_that_is_chosen_is_named_in_the_rule() {
        dropOnSecondCard();
        interact(() -> choices().getItems().stream()
                .filter(choice -> choice.kind()
                        .filter(kind -> kind.word().equals("batch"))
                        .isPresent())
                .findFirst()
                .ifPresent(choices().getSelectionModel()::select));
        push(KeyCode.ENTER);
        assertThat(rule("decoder/0/mlp/up").splits()).containsValue("batch");
    }

    @Test
    void escape_leaves_everything_as_it_was() {
        dropOnSecondCard();
        push(KeyCode.ESCAPE);
        assertThat(workspace().drag().dividing().get()).isEmpty();
        assertThat(rule("decoder/0/mlp/up").devices()).containsExactly(0);
    }

    @Test
    void without_the_other_layers_of_these_devices_no_choice_can_run_and_none_is_applied() {
        dropOnSecondCard();
        interact(() -> ((CheckBox) node("split.together")).setSelected(false));
        waitUntil(() -> choices().getItems().stream().noneMatch(Choice::legal));
        push(KeyCode.ENTER);
        assertThat(rule("decoder/0/mlp/up").devices()).containsExactly(0);
    }
}
