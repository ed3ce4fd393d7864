package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
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
                ProfileChoice profiles = new ProfileChoice(session)) {
            CheckOutput output = CheckOutput.of(PlanCheck.of(session, opened.project(), profiles));
            session.report(output);
            return output.hasErrors() ? ExitCode.PLAN : ExitCode.DONE;
        }
    }
}
