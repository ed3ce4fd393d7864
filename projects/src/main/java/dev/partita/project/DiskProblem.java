package dev.partita.project;

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
        return new ProjectFailure(
                file + " could not be written because " + reason(cause) + "; " + remedy(cause)
                        + " and try again, nothing that was there is lost.",
                cause);
    }

    public static ProjectFailure whileReading(Path file, IOException cause) {
        return new ProjectFailure(
                file + " could not be read because " + reason(cause) + "; check the path and its permissions.", cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case AccessDeniedException denied -> "permission to use " + denied.getFile() + " was denied";
            case FileSystemException other when other.getReason() != null -> withoutPeriod(other.getReason());
            default -> withoutPeriod(String.valueOf(cause.getMessage()));
        };
    }

    private static String remedy(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "make the folder writable";
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("disk full") || message.contains("quota")) {
            return "free some space";
        }
        return message.contains("read-only") ? "copy the project to a writable folder" : "check the disk";
    }

    private static String withoutPeriod(String text) {
        return text.strip().replaceAll("\\.+$", "");
    }
}
