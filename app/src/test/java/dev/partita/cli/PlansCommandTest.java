package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansCommandTest {
    @TempDir
    Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void make_a_project() {
        terminal = new Terminal();
        project = home.resolve("mini");
        terminal.type("new", project, "--template", "gpt-mini");
    }

    @Test
    void a_new_plan_is_selected_and_edits_go_to_it() {
        terminal.type("plans", project, "new");
        terminal.type("place", project, "decoder", "gpu:0");
        var plans = terminal.type("plans", project, "--json").json().get("plans");
        assertThat(plans.get(1).get("name").stringValue()).isEqualTo("B");
        assertThat(plans.get(1).get("selected").booleanValue()).isTrue();
        assertThat(plans.get(1).get("rules").intValue())
                .isGreaterThan(plans.get(0).get("rules").intValue());
    }

    @Test
    void plan_names_the_plan_that_is_meant_whichever_is_selected() {
        terminal.type("plans", project, "new", "wide");
        var placed = terminal.type("place", project, "head", "gpu:0", "--plan", "A", "--json")
                .json();
        assertThat(placed.get("plan").stringValue()).isEqualTo("A");
    }

    @Test
    void renaming_deleting_and_selecting_can_be_undone() {
        terminal.type("plans", project, "new", "wide");
        terminal.type("plans", project, "rename", "wide", "narrow");
        terminal.type("plans", project, "select", "A");
        assertThat(terminal.type("plans", project, "delete", "narrow").out()).contains("deleted");
        assertThat(terminal.type("undo", project).out()).contains("delete plan narrow");
        assertThat(terminal.type("undo", project).out()).contains("select plan A");
        assertThat(terminal.type("plans", project).out()).contains("narrow", "*");
    }

    @Test
    void a_comparison_says_what_moved_and_which_plan_is_better() {
        terminal.type("plans", project, "new");
        terminal.type("place", project, "**", "gpu:0");
        var compared =
                terminal.type("plans", project, "compare", "A", "B", "--json").json();
        var moved = compared.get("moved").get(1);
        assertThat(moved.get("from").get(0).stringValue()).isEqualTo("gpu:1");
        assertThat(moved.get("to").get(0).stringValue()).isEqualTo("gpu:0");
        var links = compared.get("figures").get(3);
        assertThat(links.get("b").doubleValue()).isZero();
        assertThat(links.get("better").stringValue()).isEqualTo("B");
    }

    @Test
    void what_cannot_be_done_is_one_sentence() {
        assertThat(terminal.type("plans", project, "delete", "A").refusal(2)).contains("only one");
        assertThat(terminal.type("plans", project, "select", "C").refusal(2)).contains("no plan \"C\"");
        assertThat(terminal.type("plans", project, "new", "A").refusal(2)).contains("already");
    }
}
