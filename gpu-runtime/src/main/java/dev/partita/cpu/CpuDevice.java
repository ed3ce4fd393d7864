package dev.partita.cpu;

import dev.partita.device.ComputeDevice;
import dev.partita.device.Executable;
import dev.partita.device.OutOfDeviceMemory;
import dev.partita.kernel.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** A virtual GPU: one thread, an arena of its own, and the kernels prepared on that thread. */
final class CpuDevice implements ComputeDevice {
    private static final long PAGE_BYTES = 4096;

    private final String name;
    private final long capacityBytes;
    private final OneDnn oneDnn;
    private final Map<Kernel, Prepared> prepared = new HashMap<>();
    private final Arena arena = Arena.ofShared();
    private long reservedBytes;

    CpuDevice(String name, long capacityBytes, NativeLibrary library) {
        this.name = name;
        this.capacityBytes = capacityBytes;
        this.oneDnn = new OneDnn(library);
    }

    /** Shared with other threads, since transfers and views read a device's bytes. Touched by being filled with zeros. */
    @Override
    public MemorySegment reserve(long bytes) {
        if (bytes > capacityBytes - reservedBytes) {
            throw new OutOfDeviceMemory(name, reservedBytes + bytes, capacityBytes);
        }
        MemorySegment reserved = arena.allocate(bytes, PAGE_BYTES);
        reservedBytes += bytes;
        return reserved;
    }

    @Override
    public Executable prepare(Kernel kernel) {
        return prepared(kernel).executable();
    }

    Prepared prepared(Kernel kernel) {
        return prepared.computeIfAbsent(kernel, k -> CpuKernels.prepare(k, oneDnn));
    }

    @Override
    public void close() {
        prepared.values().forEach(Prepared::close);
        prepared.clear();
        oneDnn.close();
        arena.close();
    }
}
