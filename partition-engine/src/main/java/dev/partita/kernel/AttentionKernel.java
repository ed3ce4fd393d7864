package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention over queries, keys and values that lie as {@link AttentionShape} says. The probabilities are kept
 * ({@code [samples, heads, queries, keys]}, zero above the diagonal when causal): the unfused form.
 */
public sealed interface AttentionKernel extends Kernel {
    AttentionShape shape();

    default DataType type() {
        return shape().type();
    }

    /**
     * {@code probabilities = softmax(scale (Q K^T + bias))}, {@code context = probabilities V}. Operands: qkv, or q and
     * kv; the bias if {@code biased}; probabilities (written); context (written).
     */
    record Attention(AttentionShape shape, boolean biased) implements AttentionKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>(inputs(shape));
            if (biased) {
                uses.add(read("bias", shape.bias()));
            }
            uses.add(write("probabilities", shape.probabilities()));
            uses.add(write("context", shape.context()));
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return 2 * shape.productFlops()
                    + (biased ? 6.0 : 5.0) * shape.probabilities().shape().elements();
        }
    }

    /**
     * Operands: qkv, or q and kv; probabilities; gradient of the context; gradient of qkv (written), or of q and of kv
     * (written).
     */
    record AttentionGradient(AttentionShape shape) implements AttentionKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>(inputs(shape));
            uses.add(read("probabilities", shape.probabilities()));
            uses.add(read("contextGradient", shape.context()));
            if (shape.packed()) {
                uses.add(write("qkvGradient", shape.packedOperand()));
            } else {
                uses.add(write("qGradient", shape.queryOperand()));
                uses.add(write("kvGradient", shape.keyValueOperand()));
            }
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return 4 * shape.productFlops()
                    + 4.0 * shape.probabilities().shape().elements();
        }
    }

    /**
     * The gradient of the bias, summed over samples. It computes the gradient of the scores once more, since no tensor of
     * their size outlives the input gradient. Operands: qkv, or kv; probabilities; gradient of the context; gradient of
     * the bias (written).
     */
    record AttentionBiasGradient(AttentionShape shape) implements AttentionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    shape.packed() ? read("qkv", shape.packedOperand()) : read("kv", shape.keyValueOperand()),
                    read("probabilities", shape.probabilities()),
                    read("contextGradient", shape.context()),
                    write("biasGradient", shape.bias()));
        }

        @Override
        public double flops() {
            return shape.productFlops() + 5.0 * shape.probabilities().shape().elements();
        }
    }

    private static List<OperandUse> inputs(AttentionShape shape) {
        return shape.packed()
                ? List.of(read("qkv", shape.packedOperand()))
                : List.of(read("q", shape.queryOperand()), read("kv", shape.keyValueOperand()));
    }
}
