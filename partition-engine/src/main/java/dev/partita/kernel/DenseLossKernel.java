package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * Losses against targets that are numbers of their own, one per prediction. Every row (or element) counts
 * {@code 1/divisor}, so that microbatches add up to the mean of the global batch.
 */
public sealed interface DenseLossKernel extends Kernel {
    long rows();

    long columns();

    long divisor();

    DataType type();

    default TensorSpec matrix() {
        return new TensorSpec(Shape.of(rows(), columns()), type());
    }

    /**
     * Softmax cross-entropy against a distribution: {@code sum over rows of (log(sum(exp(x))) sum(t) - sum(t x)) /
     * divisor}. Operands: logits, targets, loss (one double, accumulated).
     */
    record SoftCrossEntropy(long rows, long columns, long divisor, DataType type) implements DenseLossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("predictions", matrix()), read("goals", matrix()), update("loss", DOUBLE_SCALAR));
        }

        @Override
        public double flops() {
            return 6.0 * rows * columns;
        }
    }

    /** Operands: logits, targets, gradient of the logits (written). */
    record SoftCrossEntropyGradient(long rows, long columns, long divisor, DataType type) implements DenseLossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("predictions", matrix()), read("goals", matrix()), write("gradient", matrix()));
        }

        @Override
        public double flops() {
            return 7.0 * rows * columns;
        }
    }

    /** {@code sum((x - t)^2) / divisor}. Operands: predictions, targets, loss (one double, accumulated). */
    record SquaredError(long rows, long columns, long divisor, DataType type) implements DenseLossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("predictions", matrix()), read("goals", matrix()), update("loss", DOUBLE_SCALAR));
        }

        @Override
        public double flops() {
            return 3.0 * rows * columns;
        }
    }

    /** Operands: predictions, targets, gradient of the predictions (written). */
    record SquaredErrorGradient(long rows, long columns, long divisor, DataType type) implements DenseLossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("predictions", matrix()), read("goals", matrix()), write("gradient", matrix()));
        }

        @Override
        public double flops() {
            return 2.0 * rows * columns;
        }
    }

    /** Losses are summed in double precision. */
    TensorSpec DOUBLE_SCALAR = new TensorSpec(Shape.of(1), DataType.FLOAT64);
}
