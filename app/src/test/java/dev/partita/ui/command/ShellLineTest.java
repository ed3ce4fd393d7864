package dev.partita.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ShellLineTest {
    @Test
    void only_words_that_a_shell_would_touch_are_quoted() {
        assertThat(ShellLine.of("place", "/my models/it's", "decoder/*", "gpu:0,gpu:1")
                        .text(false))
                .isEqualTo("partita place '/my models/it'\\''s' 'decoder/*' gpu:0,gpu:1");
        assertThat(ShellLine.of("check", "C:\\my models").text(true)).isEqualTo("partita check \"C:\\my models\"");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_shell_gives_back_the_words() throws IOException {
        String line = ShellLine.of("a b", "$HOME", "it's", "*", "\"q\"", "", "`x`", "权重")
                .text(false);
        Process shell = new ProcessBuilder("sh", "-c", line.replaceFirst("partita", "printf '%s|'")).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("a b|$HOME|it's|*|\"q\"||`x`|权重|");
    }
}
