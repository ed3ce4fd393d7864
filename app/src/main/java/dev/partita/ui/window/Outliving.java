package dev.partita.ui.window;

import javafx.application.Platform;
import javafx.stage.Window;

/** Runs that go on although their window is closed: the program ends with the last of them, or with the last window. */
final class Outliving {
    private static int runs;

    private Outliving() {}

    static void begin() {
        runs++;
        Platform.setImplicitExit(false);
    }

    static void end() {
        runs--;
        if (runs == 0) {
            Platform.setImplicitExit(true);
            if (Window.getWindows().isEmpty()) {
                Platform.exit();
            }
        }
    }
}
