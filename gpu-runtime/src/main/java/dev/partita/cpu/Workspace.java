package dev.partita.cpu;

/** Lays regions of a kernel's workspace one after the other, each where oneDNN and vectors like it. */
final class Workspace {
    private static final long ALIGNMENT = 64;

    private long bytes;

    /** The offset of a new region. */
    long add(long regionBytes) {
        long offset = (bytes + ALIGNMENT - 1) & -ALIGNMENT;
        bytes = Math.addExact(offset, regionBytes);
        return offset;
    }

    long bytes() {
        return bytes;
    }
}
