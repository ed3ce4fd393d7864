package dev.partita.reference;

import dev.partita.device.Backend;
import dev.partita.device.ComputeDevice;
import dev.partita.device.Launch;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.OperandUse;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Runs kernels on a device, on arrays that are rounded to the operands' types on their way there. */
final class DeviceKernels implements LayerRun.Kernels, AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final Backend backend;
    private final ComputeDevice device;

    /** Takes the backend over and closes it in the end. */
    DeviceKernels(Backend backend) {
        this.backend = backend;
        this.device = backend.open("device", Long.MAX_VALUE);
    }

    @Override
    public void run(Kernel kernel, Launch launch, double[]... operands) {
        List<OperandUse> uses = kernel.operands();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] segments = new MemorySegment[operands.length];
            for (int i = 0; i < operands.length; i++) {
                segments[i] = arena.allocate(uses.get(i).spec().bytes(), ALIGNMENT);
                Segments.write(operands[i], segments[i], uses.get(i).spec());
            }
            long workspaceBytes = backend.catalog().cost(kernel).workspaceBytes();
            device.prepare(kernel).run(segments, arena.allocate(workspaceBytes, ALIGNMENT), launch);
            for (int i = 0; i < operands.length; i++) {
                if (uses.get(i).writes()) {
                    double[] written = Segments.read(segments[i], uses.get(i).spec());
                    System.arraycopy(written, 0, operands[i], 0, written.length);
                }
            }
        }
    }

    @Override
    public void close() {
        device.close();
        backend.close();
    }
}
