package dev.partita.workbench.trace;

import dev.partita.history.Run;
import dev.partita.history.RunStore;
import dev.partita.history.TimelineOrigin;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes a run out for another program to draw. */
public record RunExport(RunStore runs, LocalRuntime runtime) {
    /**
     * What was written.
     *
     * @param records tasks of a trace, figures of an event file; 0 where the run has none and nothing was written
     */
    public record Written(Path file, long records) {}

    /**
     * @param file a folder gets a file with a name of its own
     * @param steps those whose figures are written; a trace has the one step that the run has kept
     */
    public Written write(Run run, ExportFormat format, Path file, StepRange steps) {
        Path target = Files.isDirectory(file) ? file.resolve(usualName(run, format)) : file;
        long records = switch (format) {
            case CHROME, PERFETTO -> trace(run, format, target);
            case TENSORBOARD -> figures(run, target, steps);
        };
        return new Written(target, records);
    }

    /** What the run's file is called unless somebody says otherwise. */
    public static String usualName(Run run, ExportFormat format) {
        return switch (format) {
            case CHROME, PERFETTO -> "run-" + run.id() + "." + format.extension();
            case TENSORBOARD ->
                "run-" + run.id() + ".out." + format.extension() + "."
                        + run.started().getEpochSecond();
        };
    }

    private long trace(Run run, ExportFormat format, Path file) {
        List<StepTrace> steps = Stream.of(TimelineOrigin.values())
                .map(origin -> step(run, origin))
                .filter(step -> !step.tasks().isEmpty())
                .toList();
        if (!steps.isEmpty()) {
            TraceFiles.write(file, format, steps);
        }
        return steps.stream().mapToLong(step -> step.tasks().size()).sum();
    }

    private StepTrace step(Run run, TimelineOrigin origin) {
        String name = origin.name().toLowerCase(Locale.ROOT);
        return StoredRun.timeline(runs, run, origin, runtime)
                .map(timeline -> StepTrace.of(name, timeline))
                .orElseGet(() -> new StepTrace(name, runs.timeline(run.id(), origin), List.of()));
    }

    private long figures(Run run, Path file, StepRange steps) {
        List<EventFile.Scalar> scalars = RunScalars.of(runs, run, steps);
        if (!scalars.isEmpty()) {
            EventFile.write(file, run.started().toEpochMilli() / 1e3, scalars);
        }
        return scalars.size();
    }
}
