package dev.partita.journal;

import dev.partita.project.FileBoundary;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One writer per folder. The lock is the operating system's, so a killed owner's is free at once; the file's text only
 * says who holds it. The locked byte lies far beyond that text, because Windows lets nobody read a locked range.
 */
final class WriterLock implements AutoCloseable {
    static final String FILE = "partita.lock";

    private static final long LOCKED_BYTE = 1L << 40;
    private static final int LONGEST_OWNER = 200;
    private static final Pattern SELF = Pattern.compile("process (\\d+) since (\\S+)");

    /**
     * The folders that this process holds. POSIX drops every lock of a process on a file when the process closes any
     * channel to it, so a second attempt of our own must be refused before it opens one.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** How an attempt ends. */
    sealed interface Attempt {
        record Held(WriterLock lock) implements Attempt {}

        /** @param owner who writes there now, such as {@code process 4711 since 2026-11-24T14:03:10} */
        record Taken(Wording owner) implements Attempt {}

        record Impossible(IOException cause) implements Attempt {}
    }

    static Attempt take(FileBoundary files, Path folder) {
        Path file;
        try {
            file = folder.toRealPath().resolve(FILE);
        } catch (IOException e) {
            return new Attempt.Impossible(e);
        }
        if (!HELD_HERE.add(file)) {
            return new Attempt.Taken(Sentence.of(
                    "project.lock.this_process", ProcessHandle.current().pid()));
        }
        Attempt attempt = takeFromOthers(files, file);
        if (!(attempt instanceof Attempt.Held)) {
            HELD_HERE.remove(file);
        }
        return attempt;
    }

    private static Attempt takeFromOthers(FileBoundary files, Path file) {
        FileChannel channel = null;
        try {
            channel = files.openLockFile(file);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                Wording owner = owner(channel);
                channel.close();
                return new Attempt.Taken(owner);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.UTF_8)), 0);
            return new Attempt.Held(new WriterLock(file, channel));
        } catch (IOException e) {
            closeQuietly(channel, e);
            return new Attempt.Impossible(e);
        }
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid() + " since "
                + LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Wording owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_OWNER);
        int length = channel.read(text, 0);
        if (length <= 0) {
            return Sentence.of("project.lock.another_process");
        }
        String owner = new String(text.array(), 0, length, StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        Matcher process = SELF.matcher(owner);
        return process.matches()
                ? Sentence.of("project.lock.process", process.group(1), process.group(2))
                : new Verbatim(owner);
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException reason) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }

    /** Gives the lock back. The file stays: removing it would let two processes lock two files of one name. */
    @Override
    public void close() {
        IOException ignored = new IOException();
        closeQuietly(channel, ignored);
        HELD_HERE.remove(file);
    }
}
