package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes the last edit back, whoever made it. */
@Command(name = "undo")
final class UndoCommand implements Runnable {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    private final Session session;

    UndoCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.report(HistoryStep.take(session, folder, ProjectFolder::undo, "undo.done", "undo.nothing"));
    }
}
