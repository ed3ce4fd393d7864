package dev.partita.kernel;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;

/**
 * The sizes of an attention, and how its operands lie in memory.
 *
 * <p>Packed, one operand holds for each position all queries, then all keys, then all values, each ordered
 * {@code [heads, headSize]}: {@code qkv[samples, sequence, (heads + 2 keyHeads) * headSize]}. Otherwise there are two:
 * {@code q[samples, queries, heads * headSize]} and {@code kv[samples, keys, 2 keyHeads * headSize]}, keys before values.
 *
 * @param queries positions that ask
 * @param keys positions that are asked; equal to {@code queries} where packed or causal
 * @param heads heads of the queries
 * @param keyHeads heads of the keys and values, a divisor of {@code heads}: query head h uses number
 *     {@code h / (heads / keyHeads)} (Ainslie et al. 2023, grouped-query attention)
 * @param causal whether position i sees positions 0..i alone
 * @param scaled whether scores are multiplied by {@code 1/sqrt(headSize)}
 */
public record AttentionShape(
        long samples,
        long queries,
        long keys,
        long heads,
        long keyHeads,
        long headSize,
        boolean packed,
        boolean causal,
        boolean scaled,
        DataType type) {

    public AttentionShape {
        if (heads % keyHeads != 0) {
            throw new IllegalArgumentException(
                    "Heads of keys must divide those of queries, found " + keyHeads + " and " + heads + ".");
        }
        if ((packed || causal) && queries != keys) {
            throw new IllegalArgumentException(
                    "Packed or causal attention has as many queries as keys, found " + queries + " and " + keys + ".");
        }
    }

    /** Every position of a sequence asks those of the same one, with as many heads for keys as for queries. */
    public static AttentionShape self(
            long samples, long sequence, long heads, long headSize, boolean causal, DataType type) {
        return grouped(samples, sequence, heads, heads, headSize, causal, type);
    }

    /** The same with fewer heads for keys and values. */
    public static AttentionShape grouped(
            long samples, long sequence, long heads, long keyHeads, long headSize, boolean causal, DataType type) {
        return new AttentionShape(samples, sequence, sequence, heads, keyHeads, headSize, true, causal, true, type);
    }

    /** What scores are multiplied by. */
    public double scale() {
        return scaled ? 1 / Math.sqrt((double) headSize) : 1;
    }

    /** All queries, keys and values, where they are packed. */
    public TensorSpec packedOperand() {
        return new TensorSpec(Shape.of(samples, queries, (heads + 2 * keyHeads) * headSize), type);
    }

    public TensorSpec queryOperand() {
        return new TensorSpec(Shape.of(samples, queries, heads * headSize), type);
    }

    public TensorSpec keyValueOperand() {
        return new TensorSpec(Shape.of(samples, keys, 2 * keyHeads * headSize), type);
    }

    public TensorSpec probabilities() {
        return new TensorSpec(Shape.of(samples, heads, queries, keys), type);
    }

    /** One number per head and pair of positions, the same for all samples. */
    public TensorSpec bias() {
        return new TensorSpec(Shape.of(heads, queries, keys), type);
    }

    public TensorSpec context() {
        return queryOperand();
    }

    /** FLOPs of one product over the full score matrix; causal masking saves none of it in the unfused form. */
    public double productFlops() {
        return 2.0 * samples * heads * queries * keys * headSize;
    }
}
