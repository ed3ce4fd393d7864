package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * Softmax cross-entropy of {@code logits[rows, classes]} against {@code targets[rows]}. Every row counts
 * {@code 1/divisor}: the rows of the whole global batch, so that microbatches add up to its mean. A row whose target is
 * {@link #IGNORED} counts nothing and has no gradient.
 */
public sealed interface LossKernel extends Kernel {
    /** The target of a row that is not predicted, as PyTorch marks it. */
    int IGNORED = -100;

    long rows();

    long classes();

    long divisor();

    DataType type();

    default TensorSpec logits() {
        return new TensorSpec(Shape.of(rows(), classes()), type());
    }

    default TensorSpec targets() {
        return TensorSpec.int32(rows());
    }

    /** Per row {@code log(sum(exp(logits)))}. */
    default TensorSpec logSumExp() {
        return new TensorSpec(Shape.of(rows()), type());
    }

    /** Operands: logits, targets, logSumExp (written), loss (one double, accumulated). */
    record CrossEntropy(long rows, long classes, long divisor, DataType type) implements LossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    read("targets", targets()),
                    write("logSumExp", logSumExp()).exactly(),
                    update("loss", new TensorSpec(Shape.of(1), DataType.FLOAT64)));
        }

        @Override
        public double flops() {
            return 4.0 * rows * classes;
        }
    }

    /** Operands: logits, targets, logSumExp, gradient of the logits (written). */
    record CrossEntropyGradient(long rows, long classes, long divisor, DataType type) implements LossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    read("targets", targets()),
                    read("logSumExp", logSumExp()).exactly(),
                    write("logitsGradient", logits()));
        }

        @Override
        public double flops() {
            return 4.0 * rows * classes;
        }
    }

    // ---- of a rank that has part of the classes ---------------------------------------------------------------------

    /** The largest of each row's logits. Operands: logits, largest (written). */
    record PartLargest(long rows, long classes, DataType type) implements LossKernel {
        @Override
        public long divisor() {
            return 1;
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()), write("largest", logSumExp()).exactly());
        }

        @Override
        public double flops() {
            return (double) rows * classes;
        }
    }

    /**
     * Per row {@code sum(exp(logits - largest))} and, if the rank has the target's logit, that less the largest; else 0.
     * Operands: logits, targets, largest, sums {@code [rows, 2]} (written).
     */
    record PartSums(long rows, long classes, int ranks, int axis, DataType type) implements LossKernel {
        @Override
        public long divisor() {
            return 1;
        }

        /** The two numbers of every row. */
        public TensorSpec sums() {
            return new TensorSpec(Shape.of(rows, 2), type);
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    read("targets", targets()),
                    read("largest", logSumExp()).exactly(),
                    write("sums", sums()).exactly());
        }

        @Override
        public double flops() {
            return 3.0 * rows * classes;
        }
    }

    /** The loss from what all ranks agreed on. Operands: largest, sums, logSumExp (written), loss (accumulated). */
    record PartLoss(long rows, long classes, long divisor, DataType type) implements LossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("largest", logSumExp()).exactly(),
                    read("sums", new TensorSpec(Shape.of(rows, 2), type)).exactly(),
                    write("logSumExp", logSumExp()).exactly(),
                    update("loss", new TensorSpec(Shape.of(1), DataType.FLOAT64)));
        }

        @Override
        public double flops() {
            return 4.0 * rows;
        }
    }

    /** Operands: logits, targets, logSumExp of all classes, gradient of the logits (written). */
    record PartGradient(long rows, long classes, long divisor, int ranks, int axis, DataType type)
            implements LossKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    read("targets", targets()),
                    read("logSumExp", logSumExp()).exactly(),
                    write("logitsGradient", logits()));
        }

        @Override
        public double flops() {
            return 4.0 * rows * classes;
        }
    }
}
