package dev.partita.executor;

import dev.partita.program.Flow;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Copies a block of one row-major tensor into a block of another. */
final class BlockCopy {
    private BlockCopy() {}

    static void copy(Flow flow, MemorySegment source, MemorySegment target) {
        if (flow.whole()) {
            MemorySegment.copy(source, 0, target, 0, flow.bytes());
        } else {
            rows(flow, 0, 0, 0, source, target);
        }
    }

    private static void rows(
            Flow flow, int dimension, long sourceAt, long targetAt, MemorySegment source, MemorySegment target) {
        long from = sourceAt * flow.sourceShape().get(dimension)
                + flow.sourceStart().get(dimension);
        long to = targetAt * flow.targetShape().get(dimension)
                + flow.targetStart().get(dimension);
        long size = flow.size().get(dimension);
        if (dimension == flow.size().size() - 1) {
            long bytes = flow.elementBytes();
            MemorySegment.copy(source, from * bytes, target, to * bytes, size * bytes);
            return;
        }
        for (long i = 0; i < size; i++) {
            rows(flow, dimension + 1, from + i, to + i, source, target);
        }
    }

    /** Bytes that a device sends in some flows. */
    static long sent(List<Flow> flows, int device) {
        return flows.stream()
                .filter(flow -> flow.from() == device)
                .mapToLong(Flow::bytes)
                .sum();
    }

    /** Bytes that a device receives in some flows. */
    static long received(List<Flow> flows, int device) {
        return flows.stream()
                .filter(flow -> flow.to() == device)
                .mapToLong(Flow::bytes)
                .sum();
    }
}
