package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.NormalizationKernel.LocalResponseNormGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** AlexNet's normalization across neighbouring channels; {@code alpha} is divided by {@code size}, as PyTorch does. */
public record LocalResponseNorm(long size, double alpha, double beta, double k) implements Operator {
    public LocalResponseNorm {
        Sizes.positive("LocalResponseNorm", "size", size);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Images.require("LocalResponseNorm", inputs.getFirst());
        return inputs;
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        return Division.batch(this, inputs, 1, ranks);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape image = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        long rows = Images.pixels(image);
        return Lowering.of(
                List.of(of(
                        new NormalizationKernel.LocalResponseNorm(rows, image.size(1), size, alpha, beta, k, type),
                        new Operand.Input(0),
                        new Operand.Output(0))),
                List.of(of(
                        new LocalResponseNormGradient(rows, image.size(1), size, alpha, beta, k, type),
                        new Operand.Input(0),
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of());
    }
}
