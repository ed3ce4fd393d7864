package dev.partita.operator;

import dev.partita.kernel.ConvolutionKernel.Convolution;
import dev.partita.kernel.ConvolutionKernel.ConvolutionInputGradient;
import dev.partita.kernel.ConvolutionKernel.ConvolutionWeightGradient;
import dev.partita.kernel.ConvolutionShape;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.operator.Operand.Input;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Output;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import java.util.ArrayList;
import java.util.List;

/** The kernels of a convolution of an image, whichever layer asks: parameters are the weight, then the bias if any. */
final class ConvolutionCalls {
    private ConvolutionCalls() {}

    static Lowering of(ConvolutionShape shape, boolean bias) {
        Operand x = new Input(0);
        Operand dy = new OutputGradient(0);
        Convolution convolution = new Convolution(shape, bias);
        KernelCall forward = bias
                ? KernelCall.of(convolution, x, new Parameter(0), new Parameter(1), new Output(0))
                : KernelCall.of(convolution, x, new Parameter(0), new Output(0));
        List<KernelCall> weightGradient = new ArrayList<>();
        weightGradient.add(KernelCall.of(new ConvolutionWeightGradient(shape), x, dy, new ParameterGradient(0)));
        if (bias) {
            long pixels = shape.output().shape().rows();
            SumRows sum = new SumRows(pixels, shape.outputChannels(), shape.type());
            weightGradient.add(KernelCall.of(sum, dy, new ParameterGradient(1)));
        }
        return Lowering.of(
                List.of(forward),
                List.of(KernelCall.of(new ConvolutionInputGradient(shape), dy, new Parameter(0), new InputGradient(0))),
                weightGradient);
    }
}
