package dev.partita.calibration;

import dev.partita.device.ComputeDevice;
import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.LossKernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.OperandUse;
import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.RoutingKernel;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for one kernel, with contents that it can compute on: positive numbers of ordinary size, for numbers below the
 * normal range would be slow, and indices that are valid.
 *
 * @param fresh what the kernel finds in a cache near its core when it runs in a step
 */
record Operands(MemorySegment[] segments, MemorySegment workspace, List<MemorySegment> fresh) {
    private static final int LINE_BYTES = 64;

    static long bytes(Kernel kernel, long workspaceBytes) {
        return kernel.operands().stream().mapToLong(use -> use.spec().bytes()).sum() + workspaceBytes;
    }

    static Operands of(Kernel kernel, long workspaceBytes, ComputeDevice device) {
        List<OperandUse> uses = kernel.operands();
        MemorySegment[] segments = new MemorySegment[uses.size()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = device.reserve(uses.get(i).spec().bytes());
            fill(segments[i], uses.get(i).spec().type(), indices(kernel));
        }
        MemorySegment workspace = workspaceBytes == 0 ? MemorySegment.NULL : device.reserve(workspaceBytes);
        return new Operands(segments, workspace, fresh(uses, segments, workspace));
    }

    /**
     * In a step, a kernel's first operand is the activation or gradient that the kernel before it has just written, and
     * what it writes goes to scratch memory that was in use a moment ago. Weights, accumulated gradients, optimizer
     * state and kept activations were last touched a microbatch ago, which no cache survives.
     */
    private static List<MemorySegment> fresh(List<OperandUse> uses, MemorySegment[] segments, MemorySegment workspace) {
        List<MemorySegment> fresh = new ArrayList<>(List.of(workspace));
        boolean first = true;
        for (int i = 0; i < segments.length; i++) {
            boolean read = uses.get(i).access() == OperandUse.Access.READ;
            if (uses.get(i).access() == OperandUse.Access.WRITE || (read && first)) {
                fresh.add(segments[i]);
            }
            first &= !read;
        }
        return fresh;
    }

    /** Brings into the caches what the kernel would find there. */
    long touch() {
        long sum = 0;
        for (MemorySegment segment : fresh) {
            for (long at = 0; at < segment.byteSize(); at += LINE_BYTES) {
                sum += segment.get(ValueLayout.JAVA_BYTE, at);
            }
        }
        return sum;
    }

    /** Integers below this are valid in the kernel's operands. */
    private static long indices(Kernel kernel) {
        return switch (MixedKernel.computed(kernel)) {
            case IndexKernel.Gather gather -> gather.tableRows();
            case IndexKernel.ScatterAdd scatter -> scatter.tableRows();
            case IndexKernel.GatherPart gather -> gather.tableRows();
            case IndexKernel.ScatterAddPart scatter -> scatter.tableRows();
            case LossKernel loss -> loss.classes();
            case RoutingKernel routing ->
                routing.routes().experts() * routing.routes().capacity();
            case PoolingKernel pooling -> pooling.shape().window().area();
            default -> 1;
        };
    }

    private static void fill(MemorySegment segment, DataType type, long indices) {
        for (long i = 0; i < segment.byteSize() / type.bytes(); i++) {
            long mixed = i * 0x9E3779B1L >>> 8;
            switch (type) {
                case FLOAT32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, 0.05f + (mixed & 0xff) / 256f);
                case FLOAT64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE, i, 0.05 + (mixed & 0xff) / 256.0);
                case INT32 -> segment.setAtIndex(ValueLayout.JAVA_INT, i, (int) (mixed % indices));
                case UINT8 -> segment.set(ValueLayout.JAVA_BYTE, i, (byte) (mixed % indices));
                case BFLOAT16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (0x3D80 + (mixed & 0xff)));
                case FLOAT16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (0x2C00 + 8 * (mixed & 0xff)));
            }
        }
    }
}
