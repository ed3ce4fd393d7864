package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.settings.SettingsFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Types commands and sees what comes back: no terminal but a pipe, and settings of their own. */
final class Terminal {
    /** Shared by all tests and kept between builds, so that this machine's kernels are measured once. */
    private static final SettingsFolder SETTINGS =
            new SettingsFolder(Path.of("target", "test-settings").toAbsolutePath());

    /** What one command did. */
    record Result(int exitCode, String out, String err) {
        JsonNode json() {
            assertThat(exitCode).as(err).isZero();
            return document();
        }

        JsonNode document() {
            return JsonMapper.shared().readTree(out);
        }

        /** A refusal is one sentence on standard error, nothing on standard output, and the exit code. */
        String refusal(int expectedExitCode) {
            assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
            assertThat(err.lines()).hasSize(1);
            assertThat(err.strip()).matches("(?s).*[.。]");
            assertThat(out).isEmpty();
            assertThat(exitCode).isEqualTo(expectedExitCode);
            return err.strip();
        }
    }

    Result type(Object... words) {
        return type(NEVER, words);
    }

    Result type(Interrupts interrupts, Object... words) {
        return run(interrupts, false, words);
    }

    /** The same where a person watches. */
    Result typeWatched(Object... words) {
        return run(NEVER, true, words);
    }

    private Result run(Interrupts interrupts, boolean watched, Object... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> watched,
                Map.of(),
                SETTINGS,
                interrupts);
        int exitCode = Main.run(List.of(words).stream().map(Object::toString).toList(), surroundings);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static final Interrupts NEVER = stop -> () -> {};
}
