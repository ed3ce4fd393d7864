package dev.partita.checks;

import dev.partita.program.BufferKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One device's memory at the worst moment of a step. Kinds, padding and overhead add up to the peak.
 *
 * @param count how many devices this entry stands for
 * @param peakBytes the arena and what the runtime itself takes; 0 for a device that owns no layer
 */
public record DeviceMemory(
        String name,
        int count,
        long capacityBytes,
        long peakBytes,
        Map<BufferKind, Long> bytesByKind,
        long paddingBytes,
        long overheadBytes) {
    public DeviceMemory {
        Map<BufferKind, Long> all = new EnumMap<>(BufferKind.class);
        for (BufferKind kind : BufferKind.values()) {
            all.put(kind, bytesByKind.getOrDefault(kind, 0L));
        }
        bytesByKind = Collections.unmodifiableMap(all);
    }

    public long bytes(BufferKind kind) {
        return bytesByKind.getOrDefault(kind, 0L);
    }
}
