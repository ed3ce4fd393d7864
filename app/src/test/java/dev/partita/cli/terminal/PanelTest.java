package dev.partita.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Panel panel = new Panel(new PrintStream(screen, true));

    @Test
    void a_second_picture_is_drawn_over_the_first() {
        panel.draw(List.of("a", "b"));
        screen.reset();
        panel.draw(List.of("c", "d"));
        assertThat(screen.toString()).startsWith("\u001b[2A").contains("c\n", "d\n");
    }

    @Test
    void an_erased_panel_draws_nothing_any_more() {
        panel.draw(List.of("a"));
        panel.erase();
        screen.reset();
        panel.draw(List.of("b"));
        assertThat(screen.size()).isZero();
    }
}
