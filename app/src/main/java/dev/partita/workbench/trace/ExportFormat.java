package dev.partita.workbench.trace;

import java.util.Locale;

/** What a run can be written as. */
public enum ExportFormat {
    /** Trace events as JSON, for chrome://tracing and Perfetto. */
    CHROME("json"),
    /** Track events as protobuf, for Perfetto. */
    PERFETTO("pftrace"),
    /** Figures by step, for TensorBoard, which reads only files with this word in their names. */
    TENSORBOARD("tfevents");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** How names of its files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** The word that commands use. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
