package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import java.util.List;

/** The largest or the mean element of windows of an image; layouts as {@link PoolingShape} says. */
public sealed interface PoolingKernel extends Kernel {
    PoolingShape shape();

    @Override
    default double flops() {
        return (double) shape().outputImage().shape().elements()
                * shape().window().area();
    }

    /** Operands: input, output (written), winners (written). */
    record MaxPool(PoolingShape shape) implements PoolingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("input", shape.inputImage()),
                    write("output", shape.outputImage()),
                    write("winners", shape.winners()));
        }
    }

    /** Operands: winners, gradient of the output, gradient of the input (written). */
    record MaxPoolGradient(PoolingShape shape) implements PoolingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("winners", shape.winners()),
                    read("outputGradient", shape.outputImage()),
                    write("inputGradient", shape.inputImage()));
        }
    }

    /** The mean over what of a window lies in the image. Operands: input, output (written). */
    record AveragePool(PoolingShape shape) implements PoolingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("input", shape.inputImage()), write("output", shape.outputImage()));
        }
    }

    /** Operands: gradient of the output, gradient of the input (written). */
    record AveragePoolGradient(PoolingShape shape) implements PoolingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("outputGradient", shape.outputImage()), write("inputGradient", shape.inputImage()));
        }
    }
}
