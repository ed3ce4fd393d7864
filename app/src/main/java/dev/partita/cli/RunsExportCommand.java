package dev.partita.cli;

import dev.partita.history.RunStore;
import dev.partita.history.TimelineOrigin;
import dev.partita.i18n.Messages;
import dev.partita.workbench.ChromeTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run's timelines for another program to draw. */
@Command(name = "export")
final class RunsExportCommand implements Runnable {
    private enum Format {
        CHROME;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "RUN", descriptionKey = "runs.export.run")
    private long number;

    @Option(names = "--to", paramLabel = "chrome", required = true, descriptionKey = "runs.export.to")
    private Format format = Format.CHROME;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            descriptionKey = "runs.export.output")
    private Path file = Path.of("");

    private final Session session;
    private final RunsCommand runs;

    RunsExportCommand(Session session, RunsCommand runs) {
        this.session = session;
        this.runs = runs;
    }

    @Override
    public void run() {
        List<ChromeTrace.Part> parts = runs.withRuns(store -> {
            runs.named(store, number);
            return Stream.of(TimelineOrigin.values())
                    .map(origin -> part(store, origin))
                    .toList();
        });
        int tasks = parts.stream().mapToInt(part -> part.tasks().size()).sum();
        if (tasks == 0) {
            throw session.failure(ExitCode.INPUT, "runs.export.nothing", number);
        }
        switch (format) {
            case CHROME -> ChromeTrace.write(file, parts);
        }
        session.report(new Done(number, file.toString(), tasks));
    }

    private ChromeTrace.Part part(RunStore store, TimelineOrigin origin) {
        return new ChromeTrace.Part(origin.name().toLowerCase(Locale.ROOT), store.timeline(number, origin));
    }

    record Done(long run, String file, int tasks) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            return List.of(messages.text("runs.export.done", run, file));
        }
    }
}
