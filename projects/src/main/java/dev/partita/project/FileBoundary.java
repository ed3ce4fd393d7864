package dev.partita.project;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Everything that this module does to files other than the database, so that tests can fill the disk at each step. */
public interface FileBoundary {
    /** The real file system. */
    FileBoundary DISK = new Disk();

    /** The whole content; a file longer than {@code limitBytes} is a {@link RefusedFile}, found before reading it. */
    byte[] read(Path file, long limitBytes) throws IOException;

    /** Creates the folder and those above it. */
    void createFolder(Path folder) throws IOException;

    /** Writes a new file, or one in place of an old one, and waits until it is on the medium. */
    void writeSynced(Path file, byte[] content) throws IOException;

    /** Gives a file another's name in the same folder, in one step that other processes see whole or not at all. */
    void rename(Path from, Path to) throws IOException;

    /** Waits until the folder's names are on the medium, where the operating system knows such a thing. */
    void syncFolder(Path folder) throws IOException;

    void deleteIfExists(Path file) throws IOException;

    /** Opens, or creates, the file whose lock says who writes. */
    FileChannel openLockFile(Path file) throws IOException;
}
