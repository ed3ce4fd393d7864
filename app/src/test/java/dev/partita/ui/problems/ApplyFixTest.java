package dev.partita.ui.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.checks.Code;
import dev.partita.checks.Diagnostic;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.ui.PaneTest;
import dev.partita.ui.Plans;
import dev.partita.ui.document.Workspace;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ApplyFixTest extends PaneTest {
    @Override
    protected Project project() {
        Project even = Plans.project("gpt-mini", "virtual:2");
        return Edit.apply(even, new Edit.Place("A", new Rule("decoder/2/mlp", List.of())));
    }

    @Override
    protected Parent content(Workspace opened) {
        return (Parent) new ProblemsPane(opened).view();
    }

    private List<Code> findings() {
        return document().report().get().orElseThrow().diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    void enter_applies_the_selected_fix_as_one_edit_that_undo_takes_back() {
        settle();
        assertThat(findings()).contains(Code.UNPLACED_LAYER);
        ListView<Diagnostic> list = node("problems.list");
        interact(list::requestFocus);
        push(KeyCode.ENTER);
        settle();
        assertThat(findings()).doesNotContain(Code.UNPLACED_LAYER);
        assertThat(devices("decoder/2/mlp/up")).isNotNull();
        interact(() -> document().undo());
        settle();
        assertThat(findings()).contains(Code.UNPLACED_LAYER);
    }

    @Test
    void alt_enter_shows_where_a_fix_leads_until_escape_and_changes_nothing() {
        settle();
        ListView<Diagnostic> list = node("problems.list");
        interact(list::requestFocus);
        push(KeyCode.ALT, KeyCode.ENTER);
        waitUntil(() -> document().trial().get().isPresent());
        assertThat(document().trial().get().orElseThrow().simulation()).isPresent();
        assertThat(findings()).contains(Code.UNPLACED_LAYER);
        push(KeyCode.ESCAPE);
        waitUntil(() -> document().trial().get().isEmpty());
    }

    @Test
    void going_to_the_next_problem_reveals_its_layers() {
        settle();
        interact(() -> workspace().commands().get("problems.next").run());
        assertThat(document().selection().revealed().get())
                .isNotEmpty()
                .allMatch(id -> id.startsWith("decoder/2/mlp/"));
    }
}
