package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The end of a step: the norm of all gradients, the factor that clips them, and the optimizer. */
public sealed interface UpdateKernel extends Kernel {
    TensorSpec DOUBLE_SCALAR = new TensorSpec(Shape.of(1), DataType.FLOAT64);
    TensorSpec FLOAT_SCALAR = new TensorSpec(Shape.of(1), DataType.FLOAT32);

    /**
     * {@code total += sum(x^2) / copies} in double precision; so many ranks add up the same. Operands: x, total (one
     * double, accumulated).
     */
    record SquareSum(long elements, int copies, DataType type) implements UpdateKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("x", new TensorSpec(Shape.of(elements), type)), update("total", DOUBLE_SCALAR));
        }

        @Override
        public double flops() {
            return 2.0 * elements;
        }
    }

    /**
     * {@code factor = min(1, maximumNorm / (sqrt(squareSum) + 1e-6))}, as PyTorch's clip_grad_norm_. Operands: square
     * sum (one double), factor (one float, written).
     */
    record ClipFactor(double maximumNorm) implements UpdateKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("squareSum", DOUBLE_SCALAR), write("factor", FLOAT_SCALAR));
        }

        @Override
        public double flops() {
            return 4;
        }
    }

    /**
     * Of gradients that are as many times too large as the loss was scaled:
     * {@code factor = min(1, maximumNorm / (norm + 1e-6)) / scale} with {@code norm = sqrt(squareSum) / scale}, or NaN where
     * the sum overflowed: optimizers then leave everything as it is. The scale arrives with the call. Operands: square sum
     * (one double), factor (one float, written).
     *
     * @param maximumNorm infinite where nothing is clipped
     */
    record UnscaleFactor(double maximumNorm) implements UpdateKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("squareSum", DOUBLE_SCALAR), write("factor", FLOAT_SCALAR));
        }

        @Override
        public double flops() {
            return 6;
        }
    }

    /**
     * {@code g' = factor g + decay w; v = momentum v + g'; w -= rate v}, as PyTorch's SGD (v is absent when momentum is
     * 0). The learning rate arrives with the call. Operands: weight (updated), gradient, momentum buffer (updated) if
     * momentum is not 0, clip factor if {@code clipped}.
     */
    record SgdUpdate(long elements, double momentum, double weightDecay, boolean clipped, DataType type)
            implements UpdateKernel {
        @Override
        public List<OperandUse> operands() {
            TensorSpec spec = new TensorSpec(Shape.of(elements), type);
            List<OperandUse> uses = new ArrayList<>(List.of(update("weight", spec), read("gradient", spec)));
            if (momentum != 0) {
                uses.add(update("momentum", spec));
            }
            if (clipped) {
                uses.add(read("clipFactor", FLOAT_SCALAR));
            }
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return 6.0 * elements;
        }
    }

    /**
     * Adam with decoupled weight decay, as PyTorch's AdamW: {@code w *= 1 - rate*decay}; {@code m = b1 m + (1-b1) g};
     * {@code v = b2 v + (1-b2) g^2}; {@code w -= rate/(1-b1^t) * m / (sqrt(v)/sqrt(1-b2^t) + epsilon)}. The learning
     * rate and t (1 at the first step) arrive with the call. Operands: weight (updated), gradient, m (updated), v
     * (updated), clip factor if {@code clipped}.
     */
    record AdamWUpdate(
            long elements,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean clipped,
            DataType type)
            implements UpdateKernel {
        @Override
        public List<OperandUse> operands() {
            TensorSpec spec = new TensorSpec(Shape.of(elements), type);
            List<OperandUse> uses = new ArrayList<>(List.of(
                    update("weight", spec),
                    read("gradient", spec),
                    update("firstMoment", spec),
                    update("secondMoment", spec)));
            if (clipped) {
                uses.add(read("clipFactor", FLOAT_SCALAR));
            }
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return 14.0 * elements;
        }
    }
}
