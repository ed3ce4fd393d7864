package dev.partita.cli;

import dev.partita.history.Run;
import dev.partita.history.RunNote;
import dev.partita.i18n.Messages;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes what is said of a run; what is not given stays. */
@Command(name = "note")
final class RunsNoteCommand implements Runnable {
    @Parameters(paramLabel = "RUN", descriptionKey = "runs.note.run")
    private long number;

    @Option(names = "--text", paramLabel = "TEXT", descriptionKey = "runs.note.text")
    private Optional<String> text = Optional.empty();

    @Option(names = "--tags", paramLabel = "TAGS", descriptionKey = "runs.note.tags")
    private Optional<String> tags = Optional.empty();

    private final Session session;
    private final RunsCommand runs;

    RunsNoteCommand(Session session, RunsCommand runs) {
        this.session = session;
        this.runs = runs;
    }

    @Override
    public void run() {
        session.report(runs.withRuns(store -> {
            Run run = runs.named(store, number);
            RunNote note = RunNote.of(
                    text.orElse(run.note().text()),
                    tags.orElse(String.join(" ", run.note().tags())));
            store.describe(number, note);
            return new Done(number, note.text(), List.copyOf(note.tags()));
        }));
    }

    record Done(long run, String note, List<String> tags) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            return List.of(messages.text("runs.note.done", run, String.join(" ", tags), note));
        }
    }
}
