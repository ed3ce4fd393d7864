package dev.partita.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class ScreenWatchTest extends ApplicationTest {
    @Override
    public void start(Stage stage) {
        stage.show();
    }

    @Test
    void what_keeps_the_screen_busy_again_is_named_and_what_others_take_is_not_counted() throws Exception {
        ScreenWatch watch = new ScreenWatch();
        watch.begin();
        interact(() -> compute(20));
        interact(() -> compute(300));
        assertThat(watch.end()).isEmpty();
        watch.begin();
        interact(() -> compute(300));
        assertThat(watch.end()).singleElement().asString().contains("ms, seen most in", "ScreenWatchTest.compute");
    }

    /** On the screen's thread, as it must not be. */
    private static void compute(long millis) {
        var threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
