package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.checks.CheckReport;
import dev.partita.checks.Checker;
import dev.partita.checks.Code;
import dev.partita.checks.Fix;
import dev.partita.fixtures.FixedCosts;
import dev.partita.graph.GraphEdit;
import dev.partita.graph.NewLayer;
import dev.partita.graph.Port;
import dev.partita.operator.QuickText;
import dev.partita.template.Templates;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From an empty page to a model that is checked and simulated. */
class DrawnPlanTest {
    private static Project project(String template) {
        return NewProject.of("drawn", Templates.named(template), ClusterSpec.of("virtual:2"), Optional.empty());
    }

    private static Project drawn(Project project, GraphEdit... edits) {
        Project next = project;
        for (GraphEdit edit : edits) {
            next = Edit.apply(next, new Edit.Draw(edit));
        }
        return next;
    }

    private static GraphEdit add(String id, String text, Port... inputs) {
        return new GraphEdit.Add(
                List.of(new NewLayer(id, QuickText.parse(text, Optional.empty()), inputs)), Optional.empty());
    }

    private static CheckReport check(Project project) {
        return Checker.check(project.resolve("A"), FixedCosts.gigaflop());
    }

    @Test
    void a_model_drawn_on_an_empty_page_is_placed_and_simulated() {
        Project project = drawn(
                project("blank"),
                add("image", "Input 16"),
                add("targets", "Targets sample="),
                add("up", "Linear 32 inputs=16", Port.of("image")),
                add("relu", "ReLU", Port.of("up")),
                add("loss", "CrossEntropyLoss", Port.of("relu"), Port.of("targets")));
        CheckReport report = check(project);
        assertThat(report.diagnostics())
                .noneMatch(found -> found.severity().key().equals("error"));
        assertThat(report.simulation()).isPresent();
    }

    @Test
    void an_empty_page_is_checked_without_a_fuss() {
        assertThat(check(project("blank")).diagnostics())
                .extracting(found -> found.code())
                .containsExactlyInAnyOrder(Code.NO_LOSS, Code.IDLE_DEVICE);
    }

    @Test
    void a_branch_that_leads_nowhere_is_computed_all_the_same() {
        Project project = drawn(
                project("gpt-mini"),
                add("probe", "LayerNorm 256", Port.of("decoder/1/mlp/add")),
                add("probe2", "ReLU", Port.of("probe")));
        Project placed = Edit.apply(project, new Edit.Place("A", new Rule("probe*", List.of(1))));
        assertThat(check(placed).simulation()).isPresent();
    }

    @Test
    void an_incomplete_model_is_refused_with_fixes_that_repair_it() {
        Project project = drawn(
                project("gpt-mini"),
                new GraphEdit.Connect("head", 0, Port.OPEN),
                new GraphEdit.Change(
                        "decoder/3/mlp/down", QuickText.parse("Linear 512 inputs=1024", Optional.empty())));
        CheckReport report = check(project);
        assertThat(report.simulation()).isEmpty();
        assertThat(report.diagnostics())
                .extracting(found -> found.code() + " " + found.where())
                .startsWith("SHAPE_MISMATCH decoder/3/mlp/add", "OPEN_INPUT head");
        Project repaired = project;
        for (int round = 0; round < 3 && check(repaired).simulation().isEmpty(); round++) {
            Fix fix = check(repaired).diagnostics().getFirst().fixes().getFirst();
            repaired = Edit.apply(repaired, fix.edit());
        }
        assertThat(check(repaired).simulation()).isPresent();
    }

    @Test
    void an_adapter_lies_where_its_neighbour_lies() {
        Project project = drawn(
                project("gpt-mini"),
                new GraphEdit.Change("head", QuickText.parse("Linear 256 inputs=300", Optional.empty())));
        Fix fix = check(project).diagnostics().getFirst().fixes().getFirst();
        assertThat(fix.action().toString()).startsWith("Insert Linear 256 -> 300");
        assertThat(check(Edit.apply(project, fix.edit())).simulation()).isPresent();
    }

    @Test
    void a_layer_drawn_into_a_scope_is_placed_as_the_scope_is() {
        Project project = drawn(project("gpt-mini"), add("decoder/3/mlp/extra", "ReLU", Port.of("decoder/3/mlp/add")));
        Plan plan = project.resolve("A");
        assertThat(plan.placement().devices(plan.graph()).get("decoder/3/mlp/extra"))
                .containsExactly(1);
    }

    @Test
    void layers_that_get_another_path_stay_on_their_devices() {
        Project before = Edit.apply(project("gpt-mini"), new Edit.Place("A", new Rule("decoder/{1..3}", List.of(1))));
        var devices = before.resolve("A").placement().devices(before.model().graph());
        Project after = drawn(
                before,
                new GraphEdit.Rename("decoder/2", "middle"),
                new GraphEdit.Rename("embedding", "words"),
                new GraphEdit.Group(List.of("norm", "head"), "tail"));
        var moved = after.resolve("A").placement().devices(after.model().graph());
        assertThat(moved).containsEntry("middle/mlp/up", devices.get("decoder/2/mlp/up"));
        assertThat(moved).containsEntry("words", devices.get("embedding"));
        assertThat(moved).containsEntry("tail/head", devices.get("head")).hasSameSizeAs(devices);
    }

    @Test
    void dragging_a_setting_keeps_one_edit() {
        Project project = project("gpt-mini");
        for (int width = 10; width < 20; width++) {
            project = drawn(
                    project,
                    new GraphEdit.Change(
                            "head", QuickText.parse("Linear " + width, Optional.of(TensorSpec.float32(1, 256)))));
        }
        assertThat(project.model().edits()).hasSize(1);
    }

    @Test
    void a_renamed_layer_stays_frozen_and_undo_leads_back() {
        Project mini = project("gpt-mini");
        Project frozen = Edit.apply(mini, SetKeys.edit(mini, "A", List.of("training.frozen=embedding,decoder/{0..1}")));
        Edit edit = new Edit.Draw(new GraphEdit.Rename("embedding", "table"));
        Edit other = new Edit.Draw(new GraphEdit.Rename("decoder/1", "tail"));
        Project after = Edit.apply(Edit.apply(frozen, edit), other);
        assertThat(after.plan("A").training().frozen()).containsExactly("table", "decoder/{0..1}", "tail");
        Project back = Edit.apply(after, Edit.inverse(Edit.apply(frozen, edit), other));
        assertThat(Edit.apply(back, Edit.inverse(frozen, edit))).isEqualTo(frozen);
    }
}
