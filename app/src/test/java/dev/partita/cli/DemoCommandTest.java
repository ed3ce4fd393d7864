package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.i18n.Messages;
import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path home;

    @Test
    void the_demo_tells_the_whole_story_in_plain_lines() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var surroundings =
                new Surroundings(stream, stream, () -> false, Map.of(), new SettingsFolder(home), stop -> () -> {});
        new DemoCommand(new Session(surroundings, Messages.in(Language.ENGLISH)), () -> home.resolve("sample"), 3)
                .run();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "sample",
                        "Memory to the byte",
                        "can be trained",
                        "tokens per second",
                        "step 1/3",
                        "loss",
                        "step 3/3",
                        "predicted",
                        "measured",
                        "to the byte",
                        "partita runs");
    }
}
