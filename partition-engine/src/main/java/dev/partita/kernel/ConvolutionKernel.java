package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The three passes of a 2-D convolution; layouts as {@link ConvolutionShape} says. */
public sealed interface ConvolutionKernel extends Kernel {
    ConvolutionShape shape();

    @Override
    default double flops() {
        return shape().flops();
    }

    /** Operands: input, weight, bias if {@code bias}, output (written). */
    record Convolution(ConvolutionShape shape, boolean bias) implements ConvolutionKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>();
            uses.add(read("input", shape.input()));
            uses.add(read("weight", shape.weight()));
            if (bias) {
                uses.add(read("bias", new TensorSpec(Shape.of(shape.outputChannels()), shape.type())));
            }
            uses.add(write("output", shape.output()));
            return List.copyOf(uses);
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
