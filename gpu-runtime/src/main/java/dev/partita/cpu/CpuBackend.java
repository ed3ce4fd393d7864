package dev.partita.cpu;

import dev.partita.device.Backend;
import dev.partita.device.BackendUnavailable;
import dev.partita.device.ComputeDevice;
import dev.partita.profile.KernelCatalog;

/** Virtual GPUs on the processor's cores. */
public final class CpuBackend implements Backend {
    private final NativeLibrary library;
    private final KernelCatalog catalog;

    private CpuBackend(NativeLibrary library) {
        this.library = library;
        this.catalog = new UnmeasuredCatalog(library);
    }

    /** @throws BackendUnavailable if oneDNN cannot be unpacked or loaded; the message is for the user */
    public static CpuBackend open() throws BackendUnavailable {
        return new CpuBackend(NativeLibrary.load());
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public ComputeDevice open(String name, long capacityBytes) {
        return new CpuDevice(name, capacityBytes, library);
    }

    /** Its seconds are rough and marked estimated; {@code dev.partita.calibration} measures them. */
    @Override
    public KernelCatalog catalog() {
        return catalog;
    }

    /** Nothing to close: the library stays with the process, devices are closed by their owners. */
    @Override
    public void close() {}
}
