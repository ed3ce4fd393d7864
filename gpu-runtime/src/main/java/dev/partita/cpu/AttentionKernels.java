package dev.partita.cpu;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import java.util.List;

/**
 * Attention as strided products straight out of the packed projection, some heads of one sample at a time: few enough
 * that their scores stay in the cache between the products and the softmax, and that backward's scratch is small.
 */
final class AttentionKernels {
    /** Half of a usual second-level cache. */
    private static final long CACHED_SCORES_BYTES = 256 << 10;

    private final AttentionKernel shape;
    /** Heads per product: a divisor of all heads. */
    private final long heads;

    private final Softmax softmax;

    private AttentionKernels(AttentionKernel shape) {
        this.shape = shape;
        this.heads = headsPerProduct(shape);
        this.softmax = new Softmax(shape.sequence(), shape.causal(), (float) (1 / Math.sqrt(shape.headSize())));
    }

    static Prepared prepare(AttentionKernel kernel, OneDnn oneDnn) {
        AttentionKernels attention = new AttentionKernels(kernel);
        return switch (kernel) {
            case Attention _ -> attention.forward(oneDnn);
            case AttentionGradient _ -> attention.gradient(oneDnn);
        };
    }

    private static long headsPerProduct(AttentionKernel shape) {
        long scores = shape.sequence() * shape.sequence() * Float.BYTES;
        long heads = Math.clamp(CACHED_SCORES_BYTES / scores, 1, shape.heads());
        while (shape.heads() % heads != 0) {
            heads--;
        }
        return heads;
    }

    private Prepared forward(OneDnn oneDnn) {
        try (Layout packed = rows(3);
                Layout packedColumns = columns(3);
                Layout plain = rows(1);
                Layout matrix = scores()) {
            Primitive product = oneDnn.matMul(packed, packedColumns, null, matrix, false);
            Primitive mix = oneDnn.matMul(matrix, packed, null, plain, false);
            Workspace layout = new Workspace();
            long rows = layout.add(rowsBytes());
            long scratch = layout.add(Math.max(product.scratchpadBytes(), mix.scratchpadBytes()));
            return new Prepared(
                    (x, workspace, _) -> {
                        long scratchpad = workspace.address() + scratch;
                        for (long block = 0; block < blocks(); block++) {
                            long qkv = x[0].address() + packedOffset(block);
                            long probabilities = x[1].address() + block * scoreBytes();
                            product.run(qkv, qkv + third(), probabilities, scratchpad);
                            softmax.forward(x[1], block * scoreBytes(), rows(), workspace.asSlice(rows, rowsBytes()));
                            long context = x[2].address() + plainOffset(block);
                            mix.run(probabilities, qkv + 2 * third(), context, scratchpad);
                        }
                    },
                    layout.bytes(),
                    List.of(product, mix));
        }
    }

    /** With P = softmax(Q K^T / sqrt(d)): dV = P^T dO, dP = dO V^T, dS from dP by the softmax, dQ = dS K, dK = dS^T Q. */
    private Prepared gradient(OneDnn oneDnn) {
        try (Layout packed = rows(3);
                Layout packedColumns = columns(3);
                Layout plain = rows(1);
                Layout matrix = scores();
                Layout transposed = transposedScores()) {
            Primitive dV = oneDnn.matMul(transposed, plain, null, packed, false);
            Primitive dP = oneDnn.matMul(plain, packedColumns, null, matrix, false);
            Primitive dQ = oneDnn.matMul(matrix, packed, null, packed, false);
            Primitive dK = oneDnn.matMul(transposed, packed, null, packed, false);
            List<Primitive> products = List.of(dV, dP, dQ, dK);
            Workspace layout = new Workspace();
            long scores = layout.add(scoreBytes());
            long rows = layout.add(rowsBytes());
            long scratch = layout.add(products.stream()
                    .mapToLong(Primitive::scratchpadBytes)
                    .max()
                    .orElse(0));
            return new Prepared(
                    (x, workspace, _) -> {
                        long scoreGradient = workspace.address() + scores;
                        long scratchpad = workspace.address() + scratch;
                        for (long block = 0; block < blocks(); block++) {
                            long qkv = x[0].address() + packedOffset(block);
                            long probabilities = x[1].address() + block * scoreBytes();
                            long dContext = x[2].address() + plainOffset(block);
                            long dQkv = x[3].address() + packedOffset(block);
                            dV.run(probabilities, dContext, dQkv + 2 * third(), scratchpad);
                            dP.run(dContext, qkv + 2 * third(), scoreGradient, scratchpad);
                            softmax.gradient(
                                    x[1],
                                    block * scoreBytes(),
                                    workspace,
                                    scores,
                                    rows(),
                                    workspace.asSlice(rows, rowsBytes()));
                            dQ.run(scoreGradient, qkv + third(), dQkv, scratchpad);
                            dK.run(scoreGradient, qkv, dQkv + third(), scratchpad);
                        }
                    },
                    layout.bytes(),
                    products);
        }
    }

    /** Rows of scores in one block. */
    private long rows() {
        return heads * shape.sequence();
    }

    private long rowsBytes() {
        return rows() * Float.BYTES;
    }

    private long blocks() {
        return shape.samples() * (shape.heads() / heads);
    }

    private long scoreBytes() {
        return heads * shape.sequence() * shape.sequence() * Float.BYTES;
    }

    /** Bytes of all queries of one position, and so from queries to keys and from keys to values. */
    private long third() {
        return shape.heads() * shape.headSize() * Float.BYTES;
    }

    private long plainOffset(long block) {
        long perSample = shape.heads() / heads;
        long sample = block / perSample * shape.sequence() * third();
        return sample + block % perSample * heads * shape.headSize() * Float.BYTES;
    }

    private long packedOffset(long block) {
        long perSample = shape.heads() / heads;
        long sample = block / perSample * shape.sequence() * 3 * third();
        return sample + block % perSample * heads * shape.headSize() * Float.BYTES;
    }

    /** {@code [heads, sequence, headSize]} out of rows of so many thirds. */
    private Layout rows(int thirds) {
        long row = thirds * shape.heads() * shape.headSize();
        return Layout.strided(
                new long[] {heads, shape.sequence(), shape.headSize()}, new long[] {shape.headSize(), row, 1});
    }

    /** {@link #rows} transposed. */
    private Layout columns(int thirds) {
        long row = thirds * shape.heads() * shape.headSize();
        return Layout.strided(
                new long[] {heads, shape.headSize(), shape.sequence()}, new long[] {shape.headSize(), 1, row});
    }

    private Layout scores() {
        return Layout.rowMajor(heads, shape.sequence(), shape.sequence());
    }

    private Layout transposedScores() {
        long sequence = shape.sequence();
        return Layout.strided(new long[] {heads, sequence, sequence}, new long[] {sequence * sequence, 1, sequence});
    }
}
