package dev.partita.program;

import java.util.List;

/**
 * One device's message to another: a block of the sender's buffer to a block of the receiver's.
 *
 * @param size of the block by dimension, in elements
 * @param sourceShape what the sender holds, row-major as it lies in memory
 * @param sourceStart where the block starts in it
 */
public record Flow(
        int from,
        int to,
        List<Long> size,
        List<Long> sourceShape,
        List<Long> sourceStart,
        List<Long> targetShape,
        List<Long> targetStart,
        int elementBytes) {
    public Flow {
        size = List.copyOf(size);
        sourceShape = List.copyOf(sourceShape);
        sourceStart = List.copyOf(sourceStart);
        targetShape = List.copyOf(targetShape);
        targetStart = List.copyOf(targetStart);
    }

    public long bytes() {
        return size.stream().reduce(1L, (a, b) -> a * b) * elementBytes;
    }

    /** True if the block is all that both hold. */
    public boolean whole() {
        return size.equals(sourceShape) && size.equals(targetShape);
    }
}
