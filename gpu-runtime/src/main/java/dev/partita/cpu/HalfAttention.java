package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import dev.partita.device.Halves;
import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionBiasGradient;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import dev.partita.kernel.AttentionShape;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * {@link AttentionKernels} on operands of 16 bits: products take them as they are and add up in fp32, scores and the
 * softmax are in fp32 within a block's workspace, and probabilities are rounded once.
 */
final class HalfAttention {
    private final AttentionShape shape;
    private final AttentionBlocks blocks;
    private final Softmax softmax;
    private final Halves halves;
    private final int type;
    private final long scoreElements;

    private HalfAttention(AttentionShape shape, DataType type) {
        this.shape = shape;
        this.type = Layout.type(type);
        this.blocks = AttentionBlocks.of(shape, type);
        this.softmax = new Softmax(shape.queries(), shape.keys(), shape.causal(), (float) shape.scale());
        this.halves = new Halves(type);
        this.scoreElements = blocks.scoreBytes() / Float.BYTES;
    }

    /** Where several query heads share keys, sums over them would be rounded again and again. */
    static boolean takes(AttentionKernel kernel) {
        boolean alone = kernel.shape().heads() == kernel.shape().keyHeads();
        return switch (kernel) {
            case Attention forward -> alone && !forward.biased();
            case AttentionGradient _ -> alone;
            case AttentionBiasGradient _ -> false;
        };
    }

    static Prepared prepare(AttentionKernel kernel, DataType type, OneDnn oneDnn) {
        HalfAttention attention = new HalfAttention(kernel.shape(), type);
        return kernel instanceof Attention ? attention.forward(oneDnn) : attention.gradient(oneDnn);
    }

    private Prepared forward(OneDnn oneDnn) {
        try (Layout q = blocks.queries();
                Layout kColumns = blocks.keyColumns();
                Layout v = blocks.keys();
                Layout context = blocks.contexts();
                Layout scores = blocks.scores(dnnl_f32);
                Layout matrix = blocks.scores(type)) {
            Primitive product = oneDnn.matMul(q, kColumns, null, scores, false);
            Primitive mix = oneDnn.matMul(matrix, v, null, context, false);
            Workspace layout = new Workspace();
            long inFloats = layout.add(blocks.scoreBytes());
            long rows = layout.add(blocks.rowsBytes());
            long scratch = layout.add(Math.max(product.scratchpadBytes(), mix.scratchpadBytes()));
            return new Prepared(
                    (x, workspace, _) -> {
                        AttentionBlocks.Inputs in = blocks.inputs(x[0], x[shape.packed() ? 0 : 1]);
                        int next = shape.packed() ? 1 : 2;
                        MemorySegment probabilities = x[next];
                        MemorySegment sums = workspace.asSlice(rows, blocks.rowsBytes());
                        long scratchpad = workspace.address() + scratch;
                        for (long block = 0; block < blocks.count(); block++) {
                            long at = block * scoreElements * Short.BYTES;
                            product.run(
                                    in.queries(block, 0), in.keys(block), workspace.address() + inFloats, scratchpad);
                            softmax.forward(workspace, inFloats, blocks.rows(), sums);
                            halves.narrow(workspace, inFloats, probabilities, at, scoreElements);
                            mix.run(
                                    probabilities.address() + at,
                                    in.values(block),
                                    x[next + 1].address() + blocks.contextOffset(block, 0),
                                    scratchpad);
                        }
                    },
                    layout.bytes(),
                    List.of(product, mix));
        }
    }

    /** As {@link AttentionKernels}' gradient; what the products read of the scores' gradient is rounded once. */
    private Prepared gradient(OneDnn oneDnn) {
        AttentionProducts products = new AttentionProducts(oneDnn, blocks, type);
        Workspace layout = new Workspace();
        long inFloats = layout.add(blocks.scoreBytes());
        long slopes = layout.add(blocks.scoreBytes());
        long rounded = layout.add(scoreElements * Short.BYTES);
        long rows = layout.add(blocks.rowsBytes());
        long scratch = layout.add(products.scratchpadBytes());
        return new Prepared(
                (x, workspace, _) -> {
                    AttentionBlocks.Inputs in = blocks.inputs(x[0], x[shape.packed() ? 0 : 1]);
                    int next = shape.packed() ? 1 : 2;
                    MemorySegment probabilities = x[next];
                    AttentionBlocks.Inputs out = blocks.inputs(x[next + 2], x[next + (shape.packed() ? 2 : 3)]);
                    MemorySegment sums = workspace.asSlice(rows, blocks.rowsBytes());
                    long dS = workspace.address() + rounded;
                    long scratchpad = workspace.address() + scratch;
                    for (long block = 0; block < blocks.count(); block++) {
                        long at = block * scoreElements * Short.BYTES;
                        long dContext = x[next + 1].address() + blocks.contextOffset(block, 0);
                        products.dV(0).run(probabilities.address() + at, dContext, out.values(block), scratchpad);
                        products.dP.run(dContext, in.values(block), workspace.address() + slopes, scratchpad);
                        halves.widen(probabilities, at, workspace, inFloats, scoreElements);
                        softmax.gradient(workspace, inFloats, workspace, slopes, blocks.rows(), sums);
                        halves.narrow(workspace, slopes, workspace, rounded, scoreElements);
                        products.dQ.run(dS, in.keys(block), out.queries(block, 0), scratchpad);
                        products.dK(0).run(dS, in.queries(block, 0), out.keys(block), scratchpad);
                    }
                },
                layout.bytes(),
                products.all());
    }
}
