package dev.partita.cpu;

import dev.partita.device.Executable;
import dev.partita.device.Halves;
import dev.partita.device.Launch;
import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.ConvolutionKernel;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.MatrixKernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.OperandUse;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Kernels with operands in 16 bits. Products, convolutions and attention are oneDNN's own where it has them for the
 * operands' types on this processor; every other kernel runs as it does in fp32, between operands that are widened into
 * the workspace and results that are rounded out of it. Passes over elements do so block by block, within the cache.
 */
final class MixedKernels {
    /** Floats of one operand that are widened together where a kernel allows it. */
    private static final long BLOCK_ELEMENTS = 4096;

    private MixedKernels() {}

    static Prepared prepare(MixedKernel kernel, OneDnn oneDnn) {
        return ofOneDnn(kernel, oneDnn)
                .orElseGet(() -> widened(kernel.computed(), kernel.types(), kernel.scalesLoss(), oneDnn));
    }

    private static Optional<Prepared> ofOneDnn(MixedKernel kernel, OneDnn oneDnn) {
        try {
            return switch (kernel.computed()) {
                case MatrixKernel.MatMul product
                when halves(kernel.types(), 2) -> quick(MatrixKernels.prepare(product, kernel.types(), oneDnn));
                case MatrixKernel.BatchMatMul product
                when halves(kernel.types(), 2) -> quick(MatrixKernels.prepare(product, kernel.types(), oneDnn));
                case ConvolutionKernel convolution
                when halves(kernel.types(), 2) -> quick(ConvolutionKernels.prepare(convolution, kernel.type(), oneDnn));
                case AttentionKernel attention
                when halves(kernel.types(), kernel.types().size()) && HalfAttention.takes(attention) ->
                    quick(HalfAttention.prepare(attention, kernel.type(), oneDnn));
                default -> Optional.empty();
            };
        } catch (OneDnn.Unimplemented onThisProcessor) {
            return Optional.empty();
        }
    }

    private static boolean halves(List<DataType> types, int first) {
        return types.subList(0, first).stream().allMatch(DataType::half);
    }

    /** Reference implementations take a thousand times longer than widening. */
    private static Optional<Prepared> quick(Prepared prepared) {
        if (prepared.primitives().stream()
                .noneMatch(primitive -> primitive.implementation().contains("ref"))) {
            return Optional.of(prepared);
        }
        prepared.close();
        return Optional.empty();
    }

    /** Any kernel, by way of fp32. */
    static Prepared widened(Kernel computed, List<DataType> types, boolean scalesLoss, OneDnn oneDnn) {
        Prepared inFloats = CpuKernels.prepare(computed, oneDnn);
        List<OperandUse> uses = computed.operands();
        long elements = uses.getLast().spec().shape().elements();
        long block = inBlocks(computed) ? Math.min(elements, BLOCK_ELEMENTS) : elements;
        boolean whole = !inBlocks(computed);
        Workspace layout = new Workspace();
        long[] places = new long[uses.size()];
        for (int i = 0; i < places.length; i++) {
            long floats = whole ? uses.get(i).spec().shape().elements() : block;
            places[i] = types.get(i).half() ? layout.add(floats * Float.BYTES) : -1;
        }
        long scratch = layout.add(inFloats.workspaceBytes());
        Widened run = new Widened(
                inFloats.executable(),
                uses,
                types,
                places,
                scratch,
                inFloats.workspaceBytes(),
                scalesLoss,
                halves(types));
        Executable executable = whole
                ? (x, workspace, launch) -> run.whole(x, workspace, launch)
                : (x, workspace, launch) -> {
                    for (long start = 0; start < elements; start += block) {
                        run.block(x, start, Math.min(block, elements - start), workspace, launch);
                    }
                };
        return new Prepared(executable, layout.bytes(), inFloats.primitives());
    }

    private static Halves halves(List<DataType> types) {
        return new Halves(types.stream().filter(DataType::half).findFirst().orElseThrow());
    }

    /** Every element by itself, and nothing else depends on where it is. */
    private static boolean inBlocks(Kernel kernel) {
        return switch (kernel) {
            case ElementwiseKernel.Activation _,
                    ElementwiseKernel.ActivationGradient _,
                    ElementwiseKernel.Add _,
                    ElementwiseKernel.Scale _,
                    ElementwiseKernel.SwiGlu _,
                    ElementwiseKernel.SwiGluGradient _,
                    ElementwiseKernel.Accumulate _ -> true;
            default -> false;
        };
    }

    /** A kernel between widened operands; {@code places} are in the workspace, -1 for operands that are not widened. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Widened(
            Executable inFloats,
            List<OperandUse> uses,
            List<DataType> types,
            long[] places,
            long scratch,
            long scratchBytes,
            boolean scalesLoss,
            Halves halves) {

        void whole(MemorySegment[] x, MemorySegment workspace, Launch launch) {
            run(x, workspace, launch);
        }

        void block(MemorySegment[] x, long start, long count, MemorySegment workspace, Launch launch) {
            MemorySegment[] parts = new MemorySegment[x.length];
            for (int i = 0; i < x.length; i++) {
                long bytes = types.get(i).bytes();
                parts[i] = x[i].asSlice(start * bytes, count * bytes);
            }
            run(parts, workspace, launch);
        }

        private void run(MemorySegment[] x, MemorySegment workspace, Launch launch) {
            MemorySegment[] floats = x.clone();
            for (int i = 0; i < x.length; i++) {
                if (places[i] >= 0) {
                    long count = x[i].byteSize() / Short.BYTES;
                    floats[i] = workspace.asSlice(places[i], count * Float.BYTES);
                    if (uses.get(i).reads()) {
                        halves.widen(x[i], 0, floats[i], 0, count);
                    }
                }
            }
            inFloats.run(
                    floats, scratchBytes == 0 ? MemorySegment.NULL : workspace.asSlice(scratch, scratchBytes), launch);
            for (int i = 0; i < x.length; i++) {
                if (places[i] >= 0 && uses.get(i).writes()) {
                    if (scalesLoss) {
                        Rows.scaled(floats[i], (float) launch.lossScale(), floats[i]);
                    }
                    halves.narrow(floats[i], 0, x[i], 0, x[i].byteSize() / Short.BYTES);
                }
            }
        }
    }
}
