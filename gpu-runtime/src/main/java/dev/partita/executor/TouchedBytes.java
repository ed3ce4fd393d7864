package dev.partita.executor;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/** The set of addresses that were really passed to kernels and copies, as disjoint intervals. */
final class TouchedBytes {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>();

    synchronized void add(MemorySegment segment) {
        if (segment.byteSize() > 0) {
            add(segment.address(), segment.address() + segment.byteSize());
        }
    }

    private void add(long start, long end) {
        Map.Entry<Long, Long> before = endByStart.floorEntry(start);
        if (before != null && before.getValue() >= start) {
            if (before.getValue() >= end) {
                return;
            }
            start = before.getKey();
        }
        Map.Entry<Long, Long> next = endByStart.ceilingEntry(start);
        while (next != null && next.getKey() <= end) {
            end = Math.max(end, next.getValue());
            endByStart.remove(next.getKey());
            next = endByStart.higherEntry(start);
        }
        endByStart.put(start, end);
    }

    /** How far the touched addresses reach beyond {@code base}. */
    synchronized long reach(MemorySegment base) {
        return endByStart.isEmpty() ? 0 : endByStart.lastEntry().getValue() - base.address();
    }

    /** How many different bytes were touched. */
    synchronized long count() {
        return endByStart.entrySet().stream()
                .mapToLong(interval -> interval.getValue() - interval.getKey())
                .sum();
    }
}
