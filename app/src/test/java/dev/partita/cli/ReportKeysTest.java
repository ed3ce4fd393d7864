package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The keys that scripts rely on: more may come, none goes or is renamed. */
class ReportKeysTest {
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

    private static void assertKeys(JsonNode node, String keys) {
        assertThat(node.propertyNames()).containsAll(List.of(keys.split("[,\\s]+")));
    }

    @Test
    void of_check() {
        var check = terminal.type("check", project, "--json").json();
        assertKeys(
                check,
                "profile, exact, fits, trainable, not_trainable_because, devices, links, diagnostics, times_measured,"
                        + " estimated_kernels");
        assertKeys(
                check.get("devices").get(0),
                "name, count, capacity_bytes, peak_bytes, weights_bytes, gradients_bytes, optimizer_bytes,"
                        + " activations_bytes, workspace_bytes, communication_bytes, padding_bytes, overhead_bytes");
        assertKeys(check.get("links").get(0), "from, to, bytes_per_step, busy_seconds, exposed_seconds");
    }

    @Test
    void of_a_diagnostic() {
        terminal.type("place", project, "decoder/3", "none");
        var unplaced = terminal.type("check", project, "--json");
        assertThat(unplaced.exitCode()).isEqualTo(1);
        var diagnostic = unplaced.document().get("diagnostics").get(0);
        assertKeys(diagnostic, "code, severity, where, message, fixes");
        assertThat(diagnostic.get("severity").stringValue()).isEqualTo("error");
        assertKeys(diagnostic.get("fixes").get(0), "description");
    }

    @Test
    void of_simulate() {
        var simulate = terminal.type("simulate", project, "--json").json();
        assertKeys(simulate, "step_seconds, bubble_fraction, samples_per_second, tokens_per_second, mfu, hfu, devices");
        assertKeys(simulate.get("devices").get(0), "name, count, busy_fraction, communication_fraction, idle_fraction");
    }

    @Test
    void of_train() {
        var train = terminal.type("train", project, "--steps", 1, "--json").json();
        assertKeys(
                train,
                "losses, measured_step_seconds, predicted_step_seconds, clock, samples_per_second, tokens_per_second,"
                        + " run, devices");
        assertKeys(
                train.get("devices").get(0),
                "name, predicted_peak_bytes, measured_peak_bytes, busy_fraction, communication_fraction,"
                        + " idle_fraction, core_wait_fraction");
    }

    @Test
    void of_devices() {
        var devices = terminal.type("devices", "--json").json();
        assertKeys(devices.get("devices").get(0), "name, backend, memory_bytes, measured_kernels");
        assertKeys(devices.get("searched").get(0), "backend, library, found, reason");
    }

    @Test
    void of_the_lists() {
        assertKeys(terminal.type("templates", "--json").json().get("templates").get(0), "name, parameters, trains");
        assertKeys(terminal.type("clusters", "--json").json().get("clusters").get(0), "name, memory_bytes");
        assertKeys(terminal.type("runs", project, "--json").json(), "runs");
    }
}
