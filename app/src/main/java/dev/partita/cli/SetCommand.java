package dev.partita.cli;

import dev.partita.i18n.Messages;
import dev.partita.plan.SetKeys;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes settings of a project by key. */
@Command(name = "set")
final class SetCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", descriptionKey = "set.settings")
    private List<String> settings = List.of();

    private final Session session;

    SetCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Editing.Changed changed =
                Editing.edit(session, folder, (project, plan) -> SetKeys.edit(project, plan, settings));
        session.report(new Done(changed.plan(), settings, changed.changed()));
    }

    record Done(String plan, List<String> settings, boolean changed) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            return List.of(messages.text(changed ? "set.done" : "set.same", String.join(", ", settings), plan));
        }
    }
}
