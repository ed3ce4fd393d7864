package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does the edit again that was undone last. */
@Command(name = "redo")
final class RedoCommand implements Runnable {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    private final Session session;

    RedoCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.report(HistoryStep.take(session, folder, ProjectFolder::redo, "redo.done", "redo.nothing"));
    }
}
