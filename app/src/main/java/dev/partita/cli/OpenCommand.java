package dev.partita.cli;

import dev.partita.ui.window.Desktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens a project in the window. */
@Command(name = "open")
final class OpenCommand implements Runnable {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    private final Session session;

    OpenCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (!Files.isDirectory(folder)) {
            throw session.failure(ExitCode.INPUT, "open.no_folder", folder);
        }
        openWindow(session, Optional.of(folder));
    }

    /** Opens the window; returns when it is closed. */
    static void openWindow(Session session, Optional<Path> project) {
        if (!Desktop.hasDisplay(session.surroundings().environment()) || !Desktop.open(project)) {
            throw session.failure(ExitCode.RUN, "open.no_display");
        }
    }
}
