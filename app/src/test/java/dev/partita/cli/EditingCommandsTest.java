package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditingCommandsTest {
    @TempDir
    Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void make_a_project() {
        terminal = new Terminal();
        project = home.resolve("mini");
        assertThat(terminal.type("new", project, "--template", "gpt-mini").exitCode())
                .isZero();
    }

    @Test
    void a_new_project_says_what_it_holds_and_what_comes_next() {
        var made = terminal.type("new", home.resolve("other"), "--template", "gpt-mini", "--cluster", "virtual:3");
        assertThat(made.out()).contains("gpt-mini on virtual:3", "partita check", "partita train");
        assertThat(made.err()).isEmpty();
    }

    @Test
    void placing_layers_tells_how_many_were_meant() {
        var placed =
                terminal.type("place", project, "decoder/3", "gpu:0", "--json").json();
        assertThat(placed.get("matched_layers").intValue()).isEqualTo(10);
        assertThat(placed.get("devices").get(0).stringValue()).isEqualTo("gpu:0");
    }

    @Test
    void a_rule_that_matches_nothing_stays_with_a_notice() {
        var placed = terminal.type("place", project, "decoder/99", "gpu:0");
        assertThat(placed.exitCode()).isZero();
        assertThat(placed.err()).contains("No layer of this model matches decoder/99");
    }

    @Test
    void undo_and_redo_walk_through_the_edits_of_other_commands() {
        terminal.type("place", project, "decoder/3", "gpu:0");
        terminal.type("set", project, "training.microbatch=4");
        assertThat(terminal.type("undo", project).out()).contains("Undone");
        assertThat(terminal.type("undo", project).out()).contains("decoder/3");
        assertThat(terminal.type("redo", project, "--json").json().get("edit").stringValue())
                .contains("decoder/3");
    }

    @Test
    void nothing_left_to_undo_is_refused() {
        assertThat(terminal.type("undo", project).refusal(2)).contains("no edit left to undo");
        assertThat(terminal.type("redo", project).refusal(2)).contains("no undone edit");
    }

    @Test
    void settings_that_only_fit_together_are_set_together() {
        terminal.type("set", project, "training.microbatch=5", "training.global_batch=10");
        var again = terminal.type("set", project, "training.global_batch=10", "--json")
                .json();
        assertThat(again.get("changed").booleanValue()).isFalse();
    }

    @Test
    void quiet_says_nothing_when_all_is_well() {
        var quiet = terminal.type("set", project, "training.microbatch=4", "--quiet");
        assertThat(quiet.out() + quiet.err()).isEmpty();
    }

    @Test
    void chinese_is_spoken_on_request() {
        assertThat(terminal.type("undo", project, "--language", "zh").refusal(2))
                .contains("没有可撤销的编辑");
        assertThat(terminal.type("set", "--help", "--language=zh").out()).contains("修改设置");
    }
}
