package dev.partita.reference;

import dev.partita.device.Backend;
import dev.partita.device.ComputeDevice;
import dev.partita.device.Executable;
import dev.partita.device.OutOfDeviceMemory;
import dev.partita.kernel.HostKernel.LoadInput;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.OperandUse;
import dev.partita.profile.KernelCatalog;
import dev.partita.profile.KernelCost;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A backend that computes every kernel in double precision and rounds to the operands' types: slow and obvious. */
public final class ReferenceBackend implements Backend {
    private static final KernelCatalog CATALOG = new KernelCatalog() {
        @Override
        public KernelCost cost(Kernel kernel) {
            return new KernelCost(0, 1e-6 + kernel.flops() * 1e-9, true);
        }

        @Override
        public String fingerprint() {
            return "reference";
        }
    };

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public KernelCatalog catalog() {
        return CATALOG;
    }

    @Override
    public ComputeDevice open(String name, long capacityBytes) {
        return new Device(name, capacityBytes);
    }

    @Override
    public void close() {}

    private record Device(String name, long capacityBytes, Arena memory) implements ComputeDevice {
        Device(String name, long capacityBytes) {
            this(name, capacityBytes, Arena.ofShared());
        }

        @Override
        public MemorySegment reserve(long bytes) {
            if (bytes > capacityBytes) {
                throw new OutOfDeviceMemory(name, bytes, capacityBytes);
            }
            return memory.allocate(bytes, 64);
        }

        @Override
        public Executable prepare(Kernel kernel) {
            List<OperandUse> uses = kernel.operands();
            if (kernel instanceof LoadInput load) {
                return (operands, workspace, launch) ->
                        launch.inputs().load(load.input(), launch.firstSample(), operands[0]);
            }
            return (operands, workspace, launch) -> {
                double[][] values = new double[operands.length][];
                for (int i = 0; i < operands.length; i++) {
                    values[i] = Segments.read(operands[i], uses.get(i).spec());
                }
                ReferenceKernels.run(kernel, launch, values);
                for (int i = 0; i < operands.length; i++) {
                    if (uses.get(i).writes()) {
                        Segments.write(values[i], operands[i], uses.get(i).spec());
                    }
                }
            };
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
