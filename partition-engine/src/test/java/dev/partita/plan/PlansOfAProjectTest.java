package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.template.Templates;
import dev.partita.text.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansOfAProjectTest {
    private static final Project ONE =
            NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of("virtual:2"), Optional.empty());
    private static final Project TWO = Edit.apply(ONE, PlanNames.copy(ONE, "A", "B"));

    @Test
    void a_copy_is_selected_and_goes_its_own_way() {
        Project after = Edit.apply(TWO, new Edit.Place("B", new Rule("head", List.of(0))));
        assertThat(TWO.activePlan()).isEqualTo("B");
        assertThat(TWO.plan("B")).isEqualTo(TWO.plan("A"));
        assertThat(after.plan("A")).isEqualTo(ONE.plan("A"));
        assertThat(after.plan("B")).isNotEqualTo(ONE.plan("A"));
    }

    @Test
    void deleting_the_selected_plan_selects_the_one_beside_it() {
        assertThat(Edit.apply(TWO, PlanNames.delete(TWO, "B"))).isEqualTo(ONE);
        assertThat(Edit.apply(TWO, PlanNames.delete(TWO, "A")).activePlan()).isEqualTo("B");
    }

    @Test
    void the_only_plan_is_not_deleted() {
        assertThatThrownBy(() -> Edit.apply(ONE, PlanNames.delete(ONE, "A")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Plan A is the only one of the project and cannot be deleted; add another one first.");
    }

    static Stream<Edit> edits() {
        return Stream.of(
                PlanNames.copy(TWO, "B", "wide"),
                PlanNames.delete(TWO, "A"),
                PlanNames.delete(TWO, "B"),
                new Edit.ChangePlans(new PlanEdit.Rename("B", "Breit")),
                new Edit.ChangePlans(new PlanEdit.Rename("A", "Z")),
                new Edit.ChangePlans(new PlanEdit.Rename("A", "A")),
                new Edit.ChangePlans(new PlanEdit.Select("A")));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void undo_leads_back_to_the_same_plans_and_the_same_choice(Edit edit) {
        Project after = Edit.apply(TWO, edit);
        assertThat(Edit.apply(after, Edit.inverse(TWO, edit))).isEqualTo(TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x ", "two\nlines", "A"})
    void a_name_that_is_none_or_taken_is_refused(String name) {
        assertThatThrownBy(() -> Edit.apply(TWO, new Edit.ChangePlans(new PlanEdit.Rename("B", name))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void names_are_letters_and_then_letters_with_numbers() {
        Project many = ONE;
        for (int n = 0; n < 27; n++) {
            many = Edit.apply(many, PlanNames.copy(many, "A", PlanNames.free(many)));
        }
        assertThat(many.plans().keySet()).contains("Z", "A2", "B2");
    }
}
