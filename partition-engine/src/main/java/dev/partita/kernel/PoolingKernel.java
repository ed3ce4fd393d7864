package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** Max pooling without padding over NHWC images; windows of {@code window x window} moved by {@code stride}. */
public sealed interface PoolingKernel extends Kernel {
    long samples();

    long inputHeight();

    long inputWidth();

    long channels();

    long window();

    long stride();

    DataType type();

    default long outputHeight() {
        return (inputHeight() - window()) / stride() + 1;
    }

    default long outputWidth() {
        return (inputWidth() - window()) / stride() + 1;
    }

    default TensorSpec input() {
        return new TensorSpec(Shape.of(samples(), inputHeight(), inputWidth(), channels()), type());
    }

    default TensorSpec output() {
        return new TensorSpec(Shape.of(samples(), outputHeight(), outputWidth(), channels()), type());
    }

    /** For each output the winner's number inside its window, row by row; the first of equal ones wins. */
    default TensorSpec winners() {
        return new TensorSpec(output().shape(), DataType.UINT8);
    }

    @Override
    default double flops() {
        return (double) output().shape().elements() * window() * window();
    }

    /** Operands: input, output (written), winners (written). */
    record MaxPool(
            long samples, long inputHeight, long inputWidth, long channels, long window, long stride, DataType type)
            implements PoolingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("input", input()), write("output", output()), write("winners", winners()));
        }
    }

    /** Operands: winners, gradient of the output, gradient of the input (written). */
    record MaxPoolGradient(
            long samples, long inputHeight, long inputWidth, long channels, long window, long stride, DataType type)
            implements PoolingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("winners", winners()), read("outputGradient", output()), write("inputGradient", input()));
        }
    }
}
