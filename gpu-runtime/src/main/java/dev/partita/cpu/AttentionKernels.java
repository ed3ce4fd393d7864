package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionBiasGradient;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import dev.partita.kernel.AttentionShape;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Attention as strided products straight out of the projections, some heads of one sample at a time: few enough that their
 * scores stay in the cache between the products and the softmax, and that backward's scratch is small.
 *
 * <p>A product takes one query head of every group in the block, with the keys' head of that group; where a group has
 * several, the products of keys and values add up from query head to query head.
 */
final class AttentionKernels {
    private final AttentionShape shape;
    private final AttentionBlocks blocks;
    private final Softmax softmax;

    private AttentionKernels(AttentionShape shape) {
        this.shape = shape;
        this.blocks = AttentionBlocks.of(shape, DataType.FLOAT32);
        this.softmax = new Softmax(shape.queries(), shape.keys(), shape.causal(), (float) shape.scale());
    }

    static Prepared prepare(AttentionKernel kernel, OneDnn oneDnn) {
        AttentionKernels attention = new AttentionKernels(kernel.shape());
        return switch (kernel) {
            case Attention forward -> attention.forward(oneDnn, forward.biased());
            case AttentionGradient _ -> attention.gradient(oneDnn);
            case AttentionBiasGradient _ -> attention.biasGradient(oneDnn);
        };
    }

    /** A bias is put where the product then adds to it. */
    private Prepared forward(OneDnn oneDnn, boolean biased) {
        try (Layout q = blocks.queries();
                Layout kColumns = blocks.keyColumns();
                Layout v = blocks.keys();
                Layout context = blocks.contexts();
                Layout matrix = blocks.scores(dnnl_f32)) {
            Primitive product = oneDnn.matMul(q, kColumns, null, matrix, biased);
            Primitive mix = oneDnn.matMul(matrix, v, null, context, false);
            Workspace layout = new Workspace();
            long rows = layout.add(blocks.rowsBytes());
            long scratch = layout.add(Math.max(product.scratchpadBytes(), mix.scratchpadBytes()));
            return new Prepared(
                    (x, workspace, _) -> {
                        AttentionBlocks.Inputs in = blocks.inputs(x[0], x[shape.packed() ? 0 : 1]);
                        int next = shape.packed() ? 1 : 2;
                        MemorySegment probabilities = x[next + (biased ? 1 : 0)];
                        long contexts = x[next + (biased ? 2 : 1)].address();
                        long scratchpad = workspace.address() + scratch;
                        for (long block = 0; block < blocks.count(); block++) {
                            long scores = block * blocks.scoreBytes();
                            if (biased) {
                                MemorySegment.copy(
                                        x[next], blocks.biasOffset(block), probabilities, scores, blocks.scoreBytes());
                            }
                            for (long h = 0; h < blocks.group(); h++) {
                                product.run(
                                        in.queries(block, h),
                                        in.keys(block),
                                        probabilities.address() + scores + h * blocks.headBytes(),
                                        scratchpad);
                            }
                            softmax.forward(
                                    probabilities, scores, blocks.rows(), workspace.asSlice(rows, blocks.rowsBytes()));
                            for (long h = 0; h < blocks.group(); h++) {
                                mix.run(
                                        probabilities.address() + scores + h * blocks.headBytes(),
                                        in.values(block),
                                        contexts + blocks.contextOffset(block, h),
                                        scratchpad);
                            }
                        }
                    },
                    layout.bytes(),
                    List.of(product, mix));
        }
    }

    /** With P = softmax(scale Q K^T): dV = P^T dO, dP = dO V^T, dS from dP by the softmax, dQ = dS K, dK = dS^T Q. */
    private Prepared gradient(OneDnn oneDnn) {
        AttentionProducts products = new AttentionProducts(oneDnn, blocks, dnnl_f32);
        Workspace layout = new Workspace();
        long scores = layout.add(blocks.scoreBytes());
        long rows = layout.add(blocks.rowsBytes());
        long scratch = layout.add(products.scratchpadBytes());
        return new Prepared(
                (x, workspace, _) -> {
                    AttentionBlocks.Inputs in = blocks.inputs(x[0], x[shape.packed() ? 0 : 1]);
                    int next = shape.packed() ? 1 : 2;
                    MemorySegment probabilities = x[next];
                    long dContexts = x[next + 1].address();
                    AttentionBlocks.Inputs out = blocks.inputs(x[next + 2], x[next + (shape.packed() ? 2 : 3)]);
                    long dScores = workspace.address() + scores;
                    long scratchpad = workspace.address() + scratch;
                    for (long block = 0; block < blocks.count(); block++) {
                        long at = block * blocks.scoreBytes();
                        for (long h = 0; h < blocks.group(); h++) {
                            long p = probabilities.address() + at + h * blocks.headBytes();
                            long dContext = dContexts + blocks.contextOffset(block, h);
                            products.dV(h).run(p, dContext, out.values(block), scratchpad);
                            products.dP.run(dContext, in.values(block), dScores + h * blocks.headBytes(), scratchpad);
                        }
                        MemorySegment sums = workspace.asSlice(rows, blocks.rowsBytes());
                        softmax.gradient(probabilities, at, workspace, scores, blocks.rows(), sums);
                        for (long h = 0; h < blocks.group(); h++) {
                            long dS = dScores + h * blocks.headBytes();
                            products.dQ.run(dS, in.keys(block), out.queries(block, h), scratchpad);
                            products.dK(h).run(dS, in.queries(block, h), out.keys(block), scratchpad);
                        }
                    }
                },
                layout.bytes(),
                products.all());
    }

    /** dS of every sample, added up; of scores that a scale multiplies, the bias is multiplied too. */
    private Prepared biasGradient(OneDnn oneDnn) {
        AttentionProducts products = new AttentionProducts(oneDnn, blocks, dnnl_f32);
        Workspace layout = new Workspace();
        long scores = layout.add(blocks.scoreBytes());
        long rows = layout.add(blocks.rowsBytes());
        long scratch = layout.add(products.dP.scratchpadBytes());
        return new Prepared(
                (x, workspace, _) -> {
                    AttentionBlocks.Inputs in = blocks.inputs(x[0], x[0]);
                    MemorySegment sums = workspace.asSlice(rows, blocks.rowsBytes());
                    x[3].fill((byte) 0);
                    for (long block = 0; block < blocks.count(); block++) {
                        for (long h = 0; h < blocks.group(); h++) {
                            products.dP.run(
                                    x[2].address() + blocks.contextOffset(block, h),
                                    in.values(block),
                                    workspace.address() + scores + h * blocks.headBytes(),
                                    workspace.address() + scratch);
                        }
                        softmax.gradient(x[1], block * blocks.scoreBytes(), workspace, scores, blocks.rows(), sums);
                        Rows.add(workspace, scores, x[3], blocks.biasOffset(block), blocks.scoreBytes());
                    }
                },
                layout.bytes(),
                products.all());
    }
}
