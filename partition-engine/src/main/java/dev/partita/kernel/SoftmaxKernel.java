package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** Softmax over the rows of a matrix. */
public sealed interface SoftmaxKernel extends Kernel {
    long rows();

    long columns();

    DataType type();

    default TensorSpec matrix() {
        return new TensorSpec(Shape.of(rows(), columns()), type());
    }

    @Override
    default double flops() {
        return 5.0 * rows() * columns();
    }

    /** {@code Y = exp(X) / sum(exp(X))}. Operands: X, Y (written). */
    record Softmax(long rows, long columns, DataType type) implements SoftmaxKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", matrix()), write("Y", matrix()));
        }
    }

    /** {@code dX = Y (dY - sum(Y dY))}. Operands: Y, gradient of Y, gradient of X (written). */
    record SoftmaxGradient(long rows, long columns, DataType type) implements SoftmaxKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("Y", matrix()), read("outputGradient", matrix()), write("inputGradient", matrix()));
        }
    }
}
