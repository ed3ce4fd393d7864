package dev.partita.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells an observer how far a stream is and ends it when it is cancelled; skipping reads, so that a hash sees all. */
final class WatchedStream extends FilterInputStream {
    private static final int CHUNK = 1 << 16;

    private final ImportObserver observer;
    private final byte[] skipped = new byte[CHUNK];
    private long bytes;

    WatchedStream(InputStream in, ImportObserver observer) {
        super(in);
        this.observer = observer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        observer.check();
        int count = in.read(target, offset, Math.min(length, CHUNK));
        if (count > 0) {
            bytes += count;
            observer.bytesRead(bytes);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(skipped, 0, (int) Math.min(count, CHUNK)));
    }

    /** Reads what is left. */
    void drain() throws IOException {
        while (read(skipped, 0, CHUNK) >= 0) {}
    }
}
