package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says whether a plan fits, what its links carry and what is wrong with it. */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    private final Session session;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ProjectFolder opened = session.open(folder);
                LocalRuntime runtime = session.runtime()) {
            CheckOutput output = CheckOutput.of(session.messages(), session.check(opened.project(), runtime));
            session.report(output);
            return output.hasErrors() ? ExitCode.PLAN : ExitCode.DONE;
        }
    }
}
