package dev.partita.ui.window;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;

/** Starts JavaFX: with a window, or without a display for pictures of it. */
public final class Desktop {
    /** Held, since loggers that nobody holds forget their level. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    static {
        // It warns at every start that it is not on the module path, which is our choice and nobody's concern.
        JAVAFX.setLevel(Level.SEVERE);
    }

    private Desktop() {}

    /** Whether there is a screen to open a window on. */
    public static boolean hasDisplay(Map<String, String> environment) {
        boolean unix = !System.getProperty("os.name", "").startsWith("Windows")
                && !System.getProperty("os.name", "").startsWith("Mac");
        return !unix
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @return false if none could be opened
     */
    public static boolean open(Optional<Path> project) {
        return launch(project.map(path -> new String[] {path.toString()}).orElse(new String[0]));
    }

    /**
     * Opens the window with a project and trains it, as a newcomer would; returns when the window is closed.
     *
     * @return false if none could be opened
     */
    public static boolean demonstrate(Path project) {
        return launch(project.toString(), "--" + PartitaApplication.TRAIN + "=true");
    }

    /** A display that is named may not be there, and a bare Linux has no GTK. */
    private static boolean launch(String... arguments) {
        try {
            Application.launch(PartitaApplication.class, arguments);
            return true;
        } catch (UnsupportedOperationException | LinkageError missing) {
            return false;
        }
    }

    /** Starts JavaFX without a window; it stays until the process ends. */
    static void startWithoutWindow(Map<String, String> environment) throws InterruptedException {
        if (!hasDisplay(environment)) {
            chooseHeadless();
        }
        start();
    }

    /** Starts JavaFX without a display, even where there is one; it stays until the process ends. */
    public static void startHeadless() throws InterruptedException {
        chooseHeadless();
        start();
    }

    private static void chooseHeadless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }

    private static void start() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
    }
}
