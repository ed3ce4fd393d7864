package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * Multi-head self-attention on a packed projection. Shapes: {@code qkv[samples, sequence, 3*heads*headSize]} holds all
 * queries, then all keys, then all values of a position, each ordered {@code [heads, headSize]}. Scores are scaled by
 * {@code 1/sqrt(headSize)}; with {@code causal}, position i sees positions 0..i. The probabilities are kept
 * ({@code [samples, heads, sequence, sequence]}, zero above the diagonal when causal): the unfused form.
 */
public sealed interface AttentionKernel extends Kernel {
    long samples();

    long sequence();

    long heads();

    long headSize();

    boolean causal();

    DataType type();

    default TensorSpec packed() {
        return new TensorSpec(Shape.of(samples(), sequence(), 3 * heads() * headSize()), type());
    }

    default TensorSpec probabilities() {
        return new TensorSpec(Shape.of(samples(), heads(), sequence(), sequence()), type());
    }

    default TensorSpec context() {
        return new TensorSpec(Shape.of(samples(), sequence(), heads() * headSize()), type());
    }

    /** FLOPs of one product over the full score matrix; causal masking saves none of it in the unfused form. */
    default double productFlops() {
        return 2.0 * samples() * heads() * sequence() * sequence() * headSize();
    }

    /** Operands: qkv, probabilities (written), context (written). */
    record Attention(long samples, long sequence, long heads, long headSize, boolean causal, DataType type)
            implements AttentionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("qkv", packed()), write("probabilities", probabilities()), write("context", context()));
        }

        @Override
        public double flops() {
            return 2 * productFlops() + 5.0 * probabilities().shape().elements();
        }
    }

    /** Operands: qkv, probabilities, gradient of the context, gradient of qkv (written). */
    record AttentionGradient(long samples, long sequence, long heads, long headSize, boolean causal, DataType type)
            implements AttentionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("qkv", packed()),
                    read("probabilities", probabilities()),
                    read("contextGradient", context()),
                    write("qkvGradient", packed()));
        }

        @Override
        public double flops() {
            return 4 * productFlops() + 4.0 * probabilities().shape().elements();
        }
    }
}
