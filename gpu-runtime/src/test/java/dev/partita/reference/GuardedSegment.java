package dev.partita.reference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Aligned memory between guard bytes, full of garbage at first. */
record GuardedSegment(String name, MemorySegment whole, MemorySegment content) {
    private static final long ALIGNMENT = 64;
    private static final byte GUARD = (byte) 0xA5;
    /** Reads as NaN in every float type. */
    private static final byte GARBAGE = (byte) 0xFF;

    static GuardedSegment allocate(Arena arena, String name, long bytes) {
        MemorySegment whole = arena.allocate(bytes + 2 * ALIGNMENT, ALIGNMENT).fill(GUARD);
        return new GuardedSegment(name, whole, whole.asSlice(ALIGNMENT, bytes).fill(GARBAGE));
    }

    /** Throws an {@link AssertionError} if a byte around the content has changed. */
    void requireUntouchedGuards() {
        MemorySegment guard = MemorySegment.ofArray(new byte[(int) ALIGNMENT]).fill(GUARD);
        MemorySegment after = whole.asSlice(ALIGNMENT + content.byteSize());
        if (whole.asSlice(0, ALIGNMENT).mismatch(guard) >= 0 || after.mismatch(guard) >= 0) {
            throw new AssertionError("Bytes around " + name + " were overwritten.");
        }
    }
}
