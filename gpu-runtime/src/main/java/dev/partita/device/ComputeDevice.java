package dev.partita.device;

import dev.partita.kernel.Kernel;
import java.lang.foreign.MemorySegment;

/** One device: an arena and kernels prepared for it. Confined to its own thread, but for its arena's bytes. */
public interface ComputeDevice extends AutoCloseable {
    /**
     * Reserves the device's arena and touches its pages.
     *
     * @throws OutOfDeviceMemory if {@code bytes} is more than the device's capacity
     */
    MemorySegment reserve(long bytes);

    /** A kernel ready to run; equal kernels share one preparation. */
    Executable prepare(Kernel kernel);

    @Override
    void close();
}
