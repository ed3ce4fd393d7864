package dev.partita.workbench.trace;

import java.nio.file.Path;
import java.util.List;

/** Steps as trace files. */
public final class TraceFiles {
    private TraceFiles() {}

    /** The format that a trace file's name asks for: Perfetto's own where it ends like one, else Chrome's. */
    public static ExportFormat formatOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return List.of("." + ExportFormat.PERFETTO.extension(), ".perfetto-trace").stream()
                        .anyMatch(name::endsWith)
                ? ExportFormat.PERFETTO
                : ExportFormat.CHROME;
    }

    /** Writes steps below one another, in the format that the name asks for. */
    public static void write(Path file, List<StepTrace> steps) {
        write(file, formatOf(file), steps);
    }

    static void write(Path file, ExportFormat format, List<StepTrace> steps) {
        if (format == ExportFormat.PERFETTO) {
            PerfettoTrace.write(file, steps);
        } else {
            ChromeTrace.write(file, steps);
        }
    }
}
