package dev.partita.cli;

import dev.partita.loop.StepReport;
import dev.partita.loop.TrainingObserver;
import dev.partita.project.DiskProblem;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of {@code --losses}: step and loss, each line written when its step is done. */
final class LossTable implements TrainingObserver, AutoCloseable {
    private final Path file;
    private final @Nullable Writer writer;

    private LossTable(Path file, @Nullable Writer writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Opens the table; a table of no file swallows what it is told. */
    static LossTable of(Optional<Path> file) {
        if (file.isEmpty()) {
            return new LossTable(Path.of(""), null);
        }
        try {
            LossTable table = new LossTable(file.get(), Files.newBufferedWriter(file.get()));
            table.line("step,loss");
            return table;
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file.get(), e);
        }
    }

    @Override
    public void stepDone(StepReport report) {
        line(report.step() + "," + report.loss());
    }

    private void line(String text) {
        if (writer == null) {
            return;
        }
        try {
            writer.append(text).append('\n').flush();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.RUN, DiskProblem.whileWriting(file, e).sentence());
        }
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file, e);
        }
    }
}
