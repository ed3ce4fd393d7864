package dev.partita.project;

import dev.partita.text.Clause;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** What the operating system said, as a sentence with something to do. */
public final class DiskProblem {
    private DiskProblem() {}

    public static ProjectFailure whileWriting(Path file, IOException cause) {
        return new ProjectFailure(Sentence.of("project.disk.write", file, reason(cause), remedy(cause)), cause);
    }

    public static ProjectFailure whileReading(Path file, IOException cause) {
        return new ProjectFailure(Sentence.of("project.disk.read", file, reason(cause)), cause);
    }

    /** The end of a sentence. Where Partita knows no better it is what the system says, in the system's language. */
    public static Wording reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> Sentence.of("project.disk.missing", missing.getFile());
            case AccessDeniedException denied -> Sentence.of("project.disk.denied", denied.getFile());
            case RefusedFile refused -> refused.sentence();
            case FileSystemException other
            when other.getReason() != null -> new Clause(new Verbatim(other.getReason()));
            default -> new Clause(new Verbatim(String.valueOf(cause.getMessage())));
        };
    }

    private static Sentence remedy(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return Sentence.of("project.disk.remedy.permission");
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("disk full") || message.contains("quota")) {
            return Sentence.of("project.disk.remedy.space");
        }
        return Sentence.of(
                message.contains("read-only") ? "project.disk.remedy.read_only" : "project.disk.remedy.other");
    }
}
