package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process and a real signal, which Ctrl-C and the system's own end alike begin. */
class TerminatedRunTest {
    @TempDir
    Path home;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void a_terminated_run_saves_its_weights_and_ends_well() throws IOException, InterruptedException {
        Path project = home.resolve("mini");
        new Terminal().type("new", project, "--template", "gpt-mini");
        Path losses = home.resolve("losses.csv");
        Process train = start("train", project, "--steps", 1_000_000, "--losses", losses);
        while (!Files.exists(losses) || Files.readAllLines(losses).size() < 3) {
            assertThat(train.isAlive()).isTrue();
            Thread.sleep(100);
        }
        train.toHandle().destroy();
        String out = new String(train.getInputStream().readAllBytes());
        assertThat(train.waitFor()).isZero();
        assertThat(out).contains("Stopped after", "partita train " + project + " --resume");
        try (var checkpoints = Files.list(project.resolve("checkpoints"))) {
            assertThat(checkpoints).hasSize(1);
        }
    }

    private Process start(Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        List.of(words).forEach(word -> command.add(word.toString()));
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment()
                .put(
                        "PARTITA_HOME",
                        Path.of("target", "test-settings").toAbsolutePath().toString());
        process.environment().put("LANG", "C");
        return process.start();
    }
}
