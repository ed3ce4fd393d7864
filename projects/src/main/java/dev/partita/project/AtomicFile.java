package dev.partita.project;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Replaces a file so that at every moment, whatever fails or is killed, its name leads to the whole old content or to
 * the whole new one: a temporary file in the same folder, synced, renamed over the old one, and the folder synced.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** The caller sees to it that one process at a time replaces one file. */
    public static void replace(FileBoundary files, Path file, byte[] content) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            files.writeSynced(temporary, content);
            files.rename(temporary, file);
            files.syncFolder(file.toAbsolutePath().resolveSibling("."));
        } catch (IOException e) {
            deleteQuietly(files, temporary, e);
            throw DiskProblem.whileWriting(file, e);
        }
    }

    private static void deleteQuietly(FileBoundary files, Path temporary, IOException reason) {
        try {
            files.deleteIfExists(temporary);
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }
}
