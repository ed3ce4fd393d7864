package dev.partita.project;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** The real disk up to one operation, at which it fails as a full or protected one does: half a write is written. */
public final class FaultyDisk implements FileBoundary {
    private final IOException failure;
    private final int failingOperation;
    private int operations;
    private String failed = "";

    /** @param failingOperation counted from 0; only operations that change something count */
    public FaultyDisk(IOException failure, int failingOperation) {
        this.failure = failure;
        this.failingOperation = failingOperation;
    }

    /** The name of the operation that failed; empty where none did. */
    public String failed() {
        return failed;
    }

    private boolean failsAt(String operation) {
        boolean fails = operations++ == failingOperation;
        failed = fails ? operation : failed;
        return fails;
    }

    private void passOrFail(String operation) throws IOException {
        if (failsAt(operation)) {
            throw failure;
        }
    }

    @Override
    public byte[] read(Path file, long limitBytes) throws IOException {
        return DISK.read(file, limitBytes);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        passOrFail("createFolder");
        DISK.createFolder(folder);
    }

    @Override
    public void writeSynced(Path file, byte[] content) throws IOException {
        if (failsAt("writeSynced")) {
            DISK.writeSynced(file, Arrays.copyOf(content, content.length / 2));
            throw failure;
        }
        DISK.writeSynced(file, content);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        passOrFail("rename");
        DISK.rename(from, to);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        passOrFail("syncFolder");
        DISK.syncFolder(folder);
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        DISK.deleteIfExists(file);
    }

    @Override
    public FileChannel openLockFile(Path file) throws IOException {
        passOrFail("openLockFile");
        return DISK.openLockFile(file);
    }
}
