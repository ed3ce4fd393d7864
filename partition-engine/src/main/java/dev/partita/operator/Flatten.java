package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.MatrixKernel.Transpose;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * An image as one vector per sample in PyTorch's order: {@code [sample, channel * height * width]}. Since images lie in
 * memory as NHWC, this is a transpose of pixels and channels.
 */
public record Flatten() implements Operator {
    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape image = Images.require("Flatten", inputs.getFirst());
        return List.of(TensorSpec.float32(image.size(0), image.size(1) * image.size(2) * image.size(3)));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(ChannelDivisions.kept(1, 1, this, inputs.getFirst(), ranks));
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape image = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        long pixels = image.size(2) * image.size(3);
        return Lowering.of(
                List.of(of(
                        new Transpose(image.size(0), pixels, image.size(1), type),
                        new Operand.Input(0),
                        new Operand.Output(0))),
                List.of(of(
                        new Transpose(image.size(0), image.size(1), pixels, type),
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of());
    }
}
