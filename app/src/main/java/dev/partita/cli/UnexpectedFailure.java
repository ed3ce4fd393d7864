package dev.partita.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** A fault of Partita: a short code that is the same wherever the same thing goes wrong, and the details in a log. */
record UnexpectedFailure(Throwable problem) {
    private static final int CODE_BITS = 20;

    /** Such as {@code P-3KQ7}: kind and place of the deepest cause, whatever the values were. */
    String code() {
        Throwable cause = problem;
        while (cause.getCause() != null && !cause.getCause().equals(cause)) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        String place = trace.length == 0 ? "" : trace[0].getClassName() + "." + trace[0].getMethodName();
        int hash = Objects.hash(cause.getClass().getName(), place) & ((1 << CODE_BITS) - 1);
        String digits = Integer.toString(hash, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        return "P-" + "0".repeat(4 - digits.length()) + digits;
    }

    /** Appends the details to a log; false where that is not possible either. */
    boolean logTo(Path file) {
        StringWriter details = new StringWriter();
        details.append(Instant.now().toString()).append(' ').append(code()).append('\n');
        problem.printStackTrace(new PrintWriter(details, true));
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, details.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }
}
