package dev.partita.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that commands read and write whole. */
final class TextFiles {
    /** Larger tables are not meant: a row takes about 100 bytes, and a table has at most a million. */
    private static final long MAXIMUM_BYTES = 512L << 20;

    private TextFiles() {}

    static String read(Session session, Path file) {
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw session.failure(ExitCode.INPUT, "text_file.large", file, MAXIMUM_BYTES >> 20);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw session.failure(ExitCode.INPUT, "text_file.unreadable", file);
        }
    }

    static void write(Session session, Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw session.failure(ExitCode.INPUT, "text_file.unwritable", file);
        }
    }
}
