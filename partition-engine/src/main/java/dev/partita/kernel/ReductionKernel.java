package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** Sums along one axis of {@code X[outer, size, inner]}, or their means, and the way back. */
public sealed interface ReductionKernel extends Kernel {
    long outer();

    long size();

    long inner();

    boolean mean();

    DataType type();

    default TensorSpec whole() {
        return new TensorSpec(Shape.of(outer(), size(), inner()), type());
    }

    default TensorSpec reduced() {
        return new TensorSpec(Shape.of(outer(), inner()), type());
    }

    @Override
    default double flops() {
        return whole().shape().elements();
    }

    /** {@code Y[o,i] = sum over s of X[o,s,i]}, divided by {@code size} for the mean. Operands: X, Y (written). */
    record AxisSum(long outer, long size, long inner, boolean mean, DataType type) implements ReductionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", whole()), write("Y", reduced()));
        }
    }

    /** {@code Y[o,s,i] = X[o,i]}, divided by {@code size} for the mean. Operands: X, Y (written). */
    record AxisSumGradient(long outer, long size, long inner, boolean mean, DataType type) implements ReductionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", reduced()), write("Y", whole()));
        }
    }
}
