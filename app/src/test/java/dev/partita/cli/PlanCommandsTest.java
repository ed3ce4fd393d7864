package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandsTest {
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
    void a_plan_that_fits_is_done_with_exit_code_0() {
        var check = terminal.type("check", project);
        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("Memory to the byte", "gpu:0 -> gpu:1", "can be trained");
    }

    @Test
    void what_a_prediction_needs_is_measured_first_and_only_once() {
        assertThat(terminal.type("check", project).out()).contains("measured on this machine");
        int kernels = measuredKernels();
        assertThat(kernels).isGreaterThanOrEqualTo(40);
        var simulate = terminal.type("simulate", project, "--json").json();
        assertThat(simulate.get("times_measured").booleanValue()).isTrue();
        assertThat(simulate.get("estimated_kernels").intValue()).isZero();
        assertThat(measuredKernels()).isEqualTo(kernels);
    }

    private int measuredKernels() {
        var devices = terminal.type("devices", "--json").json().get("devices");
        return devices.get(0).get("measured_kernels").intValue();
    }

    @Test
    void times_of_catalogue_cards_are_said_to_be_estimated() {
        Path cards = home.resolve("cards");
        terminal.type("new", cards, "--template", "gpt3-small", "--cluster", "h100-80g-sxm:1x2");
        assertThat(terminal.type("simulate", cards).out()).contains("estimated from the data sheet");
    }

    @Test
    void a_plan_over_capacity_is_checked_in_full_and_ends_with_exit_code_1() {
        terminal.type("set", project, "cluster.memory=20MiB");
        var check = terminal.type("check", project);
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("over-capacity", "20.0 MiB", "Fix:", "cannot be trained");
    }

    @Test
    void a_step_over_capacity_is_predicted_but_said_not_to_run() {
        terminal.type("set", project, "cluster.memory=20MiB");
        var simulate = terminal.type("simulate", project);
        assertThat(simulate.exitCode()).isEqualTo(1);
        assertThat(simulate.out()).contains("tokens per second");
        assertThat(simulate.err()).contains("cannot be run");
    }

    @Test
    void a_plan_with_an_unplaced_layer_cannot_be_simulated() {
        terminal.type("place", project, "decoder/3", "none");
        assertThat(terminal.type("simulate", project).refusal(1)).contains("decoder/3");
    }

    @Test
    void a_slower_link_makes_a_longer_step() {
        double before = stepSeconds();
        terminal.type("set", project, "cluster.link_bandwidth=1MB/s");
        assertThat(stepSeconds()).isGreaterThan(before);
    }

    private double stepSeconds() {
        return terminal.type("simulate", project, "--json")
                .json()
                .get("step_seconds")
                .doubleValue();
    }

    @Test
    void cards_of_the_catalogue_need_no_runtime_and_are_estimated() {
        Path cards = home.resolve("cards");
        terminal.type("new", cards, "--template", "gpt3-small", "--cluster", "a100-80g-sxm:1x2");
        var check = terminal.type("check", cards, "--json").json();
        assertThat(check.get("exact").booleanValue()).isFalse();
        assertThat(check.get("profile").stringValue()).isEqualTo("megatron");
        assertThat(terminal.type("simulate", cards, "--json").json().get("mfu").doubleValue())
                .isBetween(0.0, 1.0);
    }

    @Test
    void a_predicted_step_can_be_written_as_a_trace() throws IOException {
        Path trace = home.resolve("trace.json");
        terminal.type("simulate", project, "--trace", trace);
        var events = JsonMapper.shared().readTree(Files.readAllBytes(trace)).get("traceEvents");
        assertThat(events.size()).isGreaterThan(20);
        assertThat(events.toString()).contains("gpu:1 predicted", "\"dur\"");
    }

    @Test
    void a_trace_that_cannot_be_written_is_refused() {
        Path nowhere = home.resolve("nowhere").resolve("trace.json");
        assertThat(terminal.type("simulate", project, "--trace", nowhere).refusal(2))
                .contains("trace.json");
    }

    @Test
    void a_missing_native_library_is_said_and_ends_with_exit_code_3() throws IOException {
        String key = "org.bytedeco.javacpp.cachedir";
        String before = System.getProperty(key);
        System.setProperty(
                key, Files.createFile(home.resolve("file")).resolve("cache").toString());
        try {
            assertThat(terminal.type("check", project).refusal(3)).contains("oneDNN");
            var devices = terminal.type("devices", "--json").json();
            assertThat(devices.get("searched").get(0).get("found").booleanValue())
                    .isFalse();
        } finally {
            if (before == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, before);
            }
        }
    }
}
