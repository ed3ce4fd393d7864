package dev.partita.ui.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.ui.PaneTest;
import dev.partita.ui.Plans;
import dev.partita.ui.document.Workspace;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlansPaneTest extends PaneTest {
    private PlansPane pane;

    @Override
    protected Project project() {
        return Plans.project("gpt-mini", "virtual:2");
    }

    @Override
    protected Parent content(Workspace opened) {
        pane = new PlansPane(opened);
        return new VBox(pane.switcher(), pane.list(), pane.comparison());
    }

    @BeforeEach
    void addPlanB() {
        settle();
        interact(() -> workspace().commands().get("plan.new").run());
        interact(() -> document().send(new Edit.Place("B", new Rule("decoder", List.of(0)))));
        settle();
    }

    @Test
    void a_click_in_the_tree_takes_a_plan_in_hand() {
        clickOn(this.<Label>node("plans.row.A"));
        assertThat(document().planName()).isEqualTo("A");
        assertThat(devices("decoder/3/mlp/up")).containsExactly(1);
    }

    @Test
    void a_name_is_typed_over_in_place_and_a_taken_one_is_refused() {
        interact(() -> workspace().commands().get("plan.rename").run());
        interact(() -> this.<TextField>node("plans.rename").setText("wide"));
        push(KeyCode.ENTER);
        assertThat(document().planName()).isEqualTo("wide");
        interact(() -> this.<Label>node("plans.row.wide").requestFocus());
        push(KeyCode.F2);
        interact(() -> this.<TextField>node("plans.rename").setText("A"));
        push(KeyCode.ENTER);
        assertThat(document().planName()).isEqualTo("wide");
        assertThat(workspace().notices().all()).hasSize(1);
    }

    @Test
    void the_plan_in_hand_is_compared_with_the_other_one_only_while_that_is_looked_at() {
        assertThat(document().comparedWith().get()).isEmpty();
        interact(() -> pane.comparing().set(true));
        waitUntil(() -> !this.<ListView<?>>node("plans.moves").getItems().isEmpty());
        assertThat(document().comparedWith().get())
                .contains(document().project().get().resolve("A"));
        assertThat(this.<Label>node("plans.verdict").getText())
                .contains("Plan A")
                .contains("plan B");
        interact(() -> pane.comparing().set(false));
        assertThat(document().comparedWith().get()).isEmpty();
    }

    @Test
    void choosing_what_moved_selects_it() {
        interact(() -> pane.comparing().set(true));
        waitUntil(() -> !this.<ListView<?>>node("plans.moves").getItems().isEmpty());
        interact(() -> {
            this.<ListView<?>>node("plans.moves").getSelectionModel().selectFirst();
            this.<ListView<?>>node("plans.moves").requestFocus();
        });
        push(KeyCode.ENTER);
        assertThat(document().selection().layers().get())
                .isNotEmpty()
                .allMatch(layer -> layer.startsWith("decoder/2/") || layer.startsWith("decoder/3/"));
    }

    @Test
    void deleting_a_plan_ends_its_comparison_and_undo_brings_it_back() {
        interact(() -> workspace().commands().get("plan.delete").run());
        assertThat(document().project().get().plans()).containsOnlyKeys("A");
        assertThat(workspace().commands().get("plan.delete").available().get()).isFalse();
        interact(() -> document().undo());
        assertThat(document().planName()).isEqualTo("B");
    }
}
