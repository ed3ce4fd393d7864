package dev.partita.device;

import java.lang.foreign.MemorySegment;

/** A prepared kernel. */
@FunctionalInterface
public interface Executable {
    /**
     * Runs to completion.
     *
     * @param operands the kernel's operands in order, each exactly as long as its spec says
     * @param workspace scratch of exactly the bytes the catalog promised; empty if none
     */
    void run(MemorySegment[] operands, MemorySegment workspace, Launch launch);
}
