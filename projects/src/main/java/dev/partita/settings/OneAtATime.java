package dev.partita.settings;

import dev.partita.project.FileBoundary;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time read, change and replace a file of the settings folder. */
final class OneAtATime {
    private static final String LOCK_FILE = "settings.lock";

    /** A process cannot hold a lock of the operating system twice, so its own threads wait here. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private OneAtATime() {}

    /** Waits for others, who hold the lock for milliseconds, and makes the folder if it is not there. */
    static void update(FileBoundary files, Path folder, Runnable change) throws IOException {
        THIS_PROCESS.lock();
        try {
            files.createFolder(folder);
            try (FileChannel channel = files.openLockFile(folder.resolve(LOCK_FILE));
                    FileLock lock = channel.lock()) {
                if (lock.isValid()) {
                    change.run();
                }
            }
        } finally {
            THIS_PROCESS.unlock();
        }
    }
}
