package dev.partita.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of tensors that is damaged or was made to harm. The message is a sentence for the user. */
public final class InvalidCheckpoint extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_PROBLEM = 300;

    InvalidCheckpoint(Path file, @Nullable String problem, @Nullable Throwable cause) {
        super(file + " cannot be read as safetensors: " + printable(problem) + "; use an undamaged file.", cause);
    }

    /** The problem quotes the file, which may hold anything: shortened, and nothing that a terminal would obey. */
    private static String printable(@Nullable String problem) {
        String text = String.valueOf(problem).replaceAll("\\p{Cntrl}", "?");
        return text.length() > LONGEST_PROBLEM ? text.substring(0, LONGEST_PROBLEM) + "..." : text;
    }
}
