package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.CollectiveKernel.AllReduce;
import dev.partita.kernel.ElementwiseKernel.AddRow;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Temporary;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one rank computes of a convolution with a bias whose inputs are divided: its own is one summand of all outputs, and
 * the bias is added once, to the sum. The convolutional sibling of {@link SummedLinear}.
 *
 * @param summand the rank's convolution, without bias
 */
public record SummedConvolution(Convolution summand, int ranks, int axis) implements RankOperator {
    public SummedConvolution {
        if (summand.bias() || !summand.trains()) {
            throw new IllegalArgumentException("Ranks add up convolutions of images without bias, found " + summand);
        }
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        return summand.infer(inputs, samples);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                summand.parameters().getFirst(),
                ParameterSpec.canonical("bias", Shape.of(summand.outputs()), Initialization.ZEROS));
    }

    /** Divided once more, over another axis, only by samples. */
    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks other) {
        return Division.batch(this, inputs, 1, other);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Lowering own = summand.lower(inputs, microbatches);
        TensorSpec image = infer(inputs, 0).getFirst();
        DataType type = image.type();
        long pixels = Images.pixels(image.shape());
        List<KernelCall> forward = new ArrayList<>();
        own.forward().forEach(call -> forward.add(intoTemporary(call)));
        forward.add(of(new AllReduce(axis, ranks, image.shape().elements(), type), new Temporary(0), new Temporary(1)));
        forward.add(of(
                new AddRow(pixels, summand.outputs(), type),
                new Temporary(1),
                new Parameter(1),
                new Operand.Output(0)));
        List<KernelCall> weightGradient = new ArrayList<>(own.weightGradient());
        weightGradient.add(
                of(new SumRows(pixels, summand.outputs(), type), new OutputGradient(0), new ParameterGradient(1)));
        return new Lowering(
                List.of(),
                List.of(image, image),
                forward,
                own.backwardPreparation(),
                own.inputGradient(),
                weightGradient,
                Map.of());
    }

    private static KernelCall intoTemporary(KernelCall call) {
        return new KernelCall(
                call.kernel(),
                call.operands().stream()
                        .map(operand -> operand instanceof Operand.Output ? new Temporary(0) : operand)
                        .toList());
    }
}
