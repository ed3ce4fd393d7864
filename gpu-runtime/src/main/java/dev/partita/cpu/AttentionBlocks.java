package dev.partita.cpu;

import dev.partita.kernel.AttentionShape;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;

/**
 * How an attention is cut into blocks: some groups of one sample, all of whose query heads lie one after the other.
 * Offsets are in bytes.
 *
 * @param groups groups in a block: a divisor of all heads of the keys
 * @param type of the projections and the context; scores are floats
 */
record AttentionBlocks(AttentionShape shape, long groups, DataType type) {
    /** Half of a usual second-level cache. */
    private static final long CACHED_SCORES_BYTES = 256 << 10;

    static AttentionBlocks of(AttentionShape shape, DataType type) {
        long group = shape.heads() / shape.keyHeads();
        long scores = group * shape.queries() * shape.keys() * Float.BYTES;
        // oneDNN 3.11 reads matrices of one row at a wrong stride where several of them do not lie one after the other.
        boolean oneRow = group > 1 && Math.min(shape.queries(), shape.keys()) == 1;
        long groups = oneRow ? 1 : Math.clamp(CACHED_SCORES_BYTES / scores, 1, shape.keyHeads());
        while (shape.keyHeads() % groups != 0) {
            groups--;
        }
        return new AttentionBlocks(shape, groups, type);
    }

    /** Query heads of one group. */
    long group() {
        return shape.heads() / shape.keyHeads();
    }

    /** Rows of scores in one block. */
    long rows() {
        return groups * group() * shape.queries();
    }

    long rowsBytes() {
        return rows() * Float.BYTES;
    }

    long count() {
        return shape.samples() * perSample();
    }

    /** Scores of one head. */
    long headBytes() {
        return shape.queries() * shape.keys() * Float.BYTES;
    }

    long scoreBytes() {
        return groups * group() * headBytes();
    }

    /** Where a block's heads lie in a bias that all samples share. */
    long biasOffset(long block) {
        return block % perSample() * scoreBytes();
    }

    /** The first of the block's contexts, of query head number {@code h} of each group. */
    long contextOffset(long block, long h) {
        long row = shape.heads() * shape.headSize();
        return offset(block, shape.queries(), row) + headOffset(block, h);
    }

    private long perSample() {
        return shape.keyHeads() / groups;
    }

    private long offset(long block, long positions, long row) {
        return block / perSample() * positions * row * type.bytes();
    }

    private long headOffset(long block, long h) {
        return (block % perSample() * groups * group() + h) * shape.headSize() * type.bytes();
    }

    /** Addresses inside the projections, or inside their gradients. */
    record Inputs(AttentionBlocks blocks, long q, long kv, long firstKey) {
        long queries(long block, long h) {
            return q + blocks.offset(block, blocks.shape.queries(), blocks.queryRow()) + blocks.headOffset(block, h);
        }

        long keys(long block) {
            long head = block % blocks.perSample() * blocks.groups * blocks.shape.headSize();
            return kv
                    + blocks.offset(block, blocks.shape.keys(), blocks.keyRow())
                    + (firstKey + head) * blocks.type.bytes();
        }

        long values(long block) {
            return keys(block) + blocks.shape.keyHeads() * blocks.shape.headSize() * blocks.type.bytes();
        }
    }

    /** The projections of a call; both are the same where they are packed. */
    Inputs inputs(MemorySegment queries, MemorySegment keysAndValues) {
        long firstKey = shape.packed() ? shape.heads() * shape.headSize() : 0;
        return new Inputs(this, queries.address(), keysAndValues.address(), firstKey);
    }

    private long queryRow() {
        return shape.packed() ? keyRow() : shape.heads() * shape.headSize();
    }

    private long keyRow() {
        return ((shape.packed() ? shape.heads() : 0) + 2 * shape.keyHeads()) * shape.headSize();
    }

    /** {@code [groups, queries, headSize]}: one query head of each group. */
    Layout queries() {
        return strided(shape.queries(), group() * shape.headSize(), queryRow());
    }

    Layout contexts() {
        return strided(shape.queries(), group() * shape.headSize(), shape.heads() * shape.headSize());
    }

    /** {@code [groups, keys, headSize]}, of keys or values. */
    Layout keys() {
        return strided(shape.keys(), shape.headSize(), keyRow());
    }

    /** {@link #keys} transposed. */
    Layout keyColumns() {
        return Layout.strided(
                new long[] {groups, shape.headSize(), shape.keys()},
                new long[] {shape.headSize(), 1, keyRow()},
                Layout.type(type));
    }

    private Layout strided(long positions, long head, long row) {
        return Layout.strided(
                new long[] {groups, positions, shape.headSize()}, new long[] {head, row, 1}, Layout.type(type));
    }

    Layout scores(int scoreType) {
        return Layout.strided(
                new long[] {groups, shape.queries(), shape.keys()},
                new long[] {group() * shape.queries() * shape.keys(), shape.keys(), 1},
                scoreType);
    }

    Layout transposedScores(int scoreType) {
        return Layout.strided(
                new long[] {groups, shape.keys(), shape.queries()},
                new long[] {group() * shape.queries() * shape.keys(), 1, shape.keys()},
                scoreType);
    }
}
