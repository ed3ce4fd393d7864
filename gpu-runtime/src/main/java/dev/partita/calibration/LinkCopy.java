package dev.partita.calibration;

import dev.partita.device.ComputeDevice;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** What a processor core takes to copy a message from one virtual device's memory to another's. */
final class LinkCopy {
    /** Beside the kernels in the store. */
    static final String NAME = "LinkCopy[bytes=" + LinkCopy.MESSAGE_BYTES + "]";

    private static final long MESSAGE_BYTES = 256 << 10;

    /** So many that no cache still holds a message when its turn comes again: devices write them long before. */
    private static final int MESSAGES = 128;

    private static final int PASSES = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LinkCopy() {}

    static Measurement measure(ComputeDevice device) {
        MemorySegment from = device.reserve(MESSAGES * MESSAGE_BYTES);
        MemorySegment to = device.reserve(MESSAGES * MESSAGE_BYTES);
        long[] nanos = new long[PASSES * MESSAGES];
        for (int i = 0; i < nanos.length; i++) {
            long at = i % MESSAGES * MESSAGE_BYTES;
            long begun = THREADS.getCurrentThreadCpuTime();
            MemorySegment.copy(from, at, to, at, MESSAGE_BYTES);
            nanos[i] = THREADS.getCurrentThreadCpuTime() - begun;
        }
        Arrays.sort(nanos);
        return new Measurement(0, nanos[nanos.length / 2] / 1e9, 0, MESSAGE_BYTES);
    }
}
