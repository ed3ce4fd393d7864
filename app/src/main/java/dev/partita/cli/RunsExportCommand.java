package dev.partita.cli;

import dev.partita.history.Run;
import dev.partita.i18n.Messages;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.trace.ExportFormat;
import dev.partita.workbench.trace.RunExport;
import dev.partita.workbench.trace.StepRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run out for another program to draw. */
@Command(name = "export")
final class RunsExportCommand implements Runnable {
    private static final String FORMATS = "chrome|perfetto|tensorboard";

    @Parameters(paramLabel = "RUN", descriptionKey = "runs.export.run")
    private long number;

    @Option(names = "--to", paramLabel = FORMATS, required = true, descriptionKey = "runs.export.to")
    private ExportFormat format = ExportFormat.CHROME;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            descriptionKey = "runs.export.output")
    private Path file = Path.of("");

    @Option(names = "--steps", paramLabel = "FIRST:LAST", descriptionKey = "runs.export.steps")
    private Optional<String> steps = Optional.empty();

    private final Session session;
    private final RunsCommand runs;

    RunsExportCommand(Session session, RunsCommand runs) {
        this.session = session;
        this.runs = runs;
    }

    @Override
    public void run() {
        StepRange range = range();
        try (LocalRuntime runtime = session.runtime()) {
            RunExport.Written written = runs.withRuns(store -> {
                Run run = runs.named(store, number);
                return new RunExport(store, runtime).write(run, format, file, range);
            });
            if (written.records() == 0) {
                throw session.failure(
                        ExitCode.INPUT,
                        format == ExportFormat.TENSORBOARD ? "runs.export.no_figures" : "runs.export.nothing",
                        number);
            }
            if (format == ExportFormat.TENSORBOARD
                    && !written.file().toString().contains(ExportFormat.TENSORBOARD.extension())) {
                session.notice(session.text("runs.export.unseen", written.file()));
            }
            session.report(new Done(number, format.toString(), written.file().toString(), written.records()));
        }
    }

    private StepRange range() {
        if (steps.isEmpty()) {
            return StepRange.ALL;
        }
        if (format != ExportFormat.TENSORBOARD) {
            throw session.failure(ExitCode.INPUT, "runs.export.one_step", format);
        }
        return StepRange.parse(steps.get())
                .orElseThrow(() -> session.failure(ExitCode.INPUT, "runs.export.bad_steps", steps.get()));
    }

    record Done(long run, String format, String file, long records) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            return List.of(messages.text("runs.export.done", run, file));
        }
    }
}
