package dev.partita.program;

/**
 * A range of one device's arena with a fixed place. A ring has {@code slots} copies, one per microbatch in flight:
 * microbatch j uses slot {@code j mod slots}.
 *
 * @param bytes of one copy, without padding
 * @param offset of slot 0 from the start of the arena
 * @param strideBytes from one slot to the next; the members of a frame share the frame's stride
 */
public record Buffer(
        int id, String name, BufferKind kind, Scope scope, long bytes, long offset, int slots, long strideBytes) {
    /** How long a buffer's content is meant to last. */
    public enum Scope {
        /** Across steps, or from the start of a step to its end. */
        PERSISTENT,
        /** One microbatch, across segments; reused by a later microbatch over an explicit reuse edge. */
        RING,
        /** Some steps of one segment; the range is shared with other such buffers. */
        SCRATCH
    }

    /** Where this buffer lies for a microbatch. */
    public long offsetFor(int microbatch) {
        return offset + (microbatch % slots) * strideBytes;
    }
}
