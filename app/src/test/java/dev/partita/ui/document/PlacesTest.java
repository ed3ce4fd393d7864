package dev.partita.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.ui.ProjectFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class PlacesTest {
    private ProjectFixture opened;
    private Selection selection;
    private Places places;
    private long timeMillis;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        opened = ProjectFixture.small(folder);
        selection = opened.document().selection();
        places = new Places(opened.document(), () -> timeMillis);
    }

    @AfterEach
    void close() {
        on(opened::close);
    }

    private static void on(Runnable action) {
        WaitForAsyncUtils.asyncFx(action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void stayAndGo(long millis, Runnable move) {
        timeMillis += millis;
        on(move);
    }

    @Test
    void back_and_forward_lead_through_selection_part_and_tab() {
        stayAndGo(1000, () -> selection.select(List.of("norm")));
        stayAndGo(1000, () -> selection.scope().set("decoder/1"));
        stayAndGo(1000, () -> selection.tab().set("tab.memory"));
        on(places::back);
        assertThat(selection.tab().get()).isEmpty();
        assertThat(selection.scope().get()).isEqualTo("decoder/1");
        on(places::back);
        assertThat(selection.scope().get()).isEmpty();
        assertThat(selection.layers().get()).containsExactly("norm");
        on(places::forward);
        on(places::forward);
        assertThat(selection.tab().get()).isEqualTo("tab.memory");
        assertThat(places.canGoForward().get()).isFalse();
    }

    @Test
    void what_was_only_passed_is_no_place() {
        stayAndGo(1000, () -> selection.select(List.of("norm")));
        stayAndGo(50, () -> selection.select(List.of("norm", "head")));
        stayAndGo(50, () -> selection.select(List.of("head")));
        on(places::back);
        assertThat(selection.layers().get()).isEmpty();
        assertThat(places.canGoBack().get()).isFalse();
    }

    @Test
    void one_gesture_is_one_place_and_a_new_one_forgets_what_was_ahead() {
        stayAndGo(1000, () -> {
            selection.select(List.of("norm"));
            selection.select(new DeviceLink(0, 1));
        });
        on(places::back);
        assertThat(selection.link().get()).isEmpty();
        stayAndGo(1000, () -> selection.select(List.of("head")));
        assertThat(places.canGoForward().get()).isFalse();
    }

    @Test
    void layers_that_are_gone_are_not_selected_again() {
        stayAndGo(1000, () -> selection.select(List.of("gone", "norm")));
        stayAndGo(1000, () -> selection.select(List.of()));
        on(places::back);
        assertThat(selection.layers().get()).containsExactly("norm");
    }
}
