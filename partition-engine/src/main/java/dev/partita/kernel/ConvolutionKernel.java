package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** The three passes of a 2-D convolution; layouts as {@link ConvolutionShape} says. */
public sealed interface ConvolutionKernel extends Kernel {
    ConvolutionShape shape();

    @Override
    default double flops() {
        return shape().flops();
    }

    /** Operands: input, weight, bias, output (written). */
    record Convolution(ConvolutionShape shape) implements ConvolutionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("input", shape.input()),
                    read("weight", shape.weight()),
                    read("bias", new TensorSpec(Shape.of(shape.outputChannels()), shape.type())),
                    write("output", shape.output()));
        }
    }

    /** Operands: gradient of the output, weight, gradient of the input (written). */
    record ConvolutionInputGradient(ConvolutionShape shape) implements ConvolutionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("outputGradient", shape.output()),
                    read("weight", shape.weight()),
                    write("inputGradient", shape.input()));
        }
    }

    /** Operands: input, gradient of the output, gradient of the weight (accumulated). */
    record ConvolutionWeightGradient(ConvolutionShape shape) implements ConvolutionKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("input", shape.input()),
                    read("outputGradient", shape.output()),
                    update("weightGradient", shape.weight()));
        }
    }
}
