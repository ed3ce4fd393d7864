package dev.partita.device;

import dev.partita.profile.KernelCatalog;

/** A kind of device found on this machine. Opening it loads its native library. */
public interface Backend extends AutoCloseable {
    /** {@code cpu} or {@code cuda}. */
    String name();

    /** Opens one device with memory of {@code capacityBytes}; called by, and used only by, that device's own thread. */
    ComputeDevice open(String name, long capacityBytes);

    /** Workspace bytes exactly; seconds roughly, for {@code dev.partita.calibration} measures them. */
    KernelCatalog catalog();

    @Override
    void close();
}
