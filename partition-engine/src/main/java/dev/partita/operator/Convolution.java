package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution over one to three axes of any form: without bias, with other paddings, dilated. Planned only;
 * {@link Conv2d} trains. Parameters: weight {@code [outputs, inputs/groups, kernel...]}, bias {@code [outputs]}.
 *
 * @param padding elements added per axis, both sides together
 */
public record Convolution(
        long inputs,
        long outputs,
        List<Long> kernel,
        List<Long> stride,
        List<Long> padding,
        List<Long> dilation,
        long groups,
        boolean bias)
        implements Operator {
    public Convolution {
        kernel = List.copyOf(kernel);
        stride = List.copyOf(stride);
        padding = List.copyOf(padding);
        dilation = List.copyOf(dilation);
        Sizes.positive("Convolution", "input channels", inputs);
        Sizes.positive("Convolution", "output channels", outputs);
        Sizes.positive("Convolution", "groups", groups);
        kernel.forEach(size -> Sizes.positive("Convolution", "kernel", size));
        stride.forEach(size -> Sizes.positive("Convolution", "stride", size));
        dilation.forEach(size -> Sizes.positive("Convolution", "dilation", size));
        padding.forEach(size -> Sizes.atLeast(0, "Convolution", "padding", size));
        if (inputs % groups != 0 || outputs % groups != 0) {
            throw new ShapeMismatch(Sentence.of("engine.operator.conv_groups", inputs, outputs, groups));
        }
    }

    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public boolean takes(int input, DataType type) {
        return true;
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> found, long samples) {
        Shape image = found.getFirst().shape();
        if (image.rank() != kernel.size() + 2 || image.size(1) != inputs) {
            throw new ShapeMismatch(Sentence.of("engine.operator.convolution_axes", inputs, kernel.size(), image));
        }
        Shape output = image.with(1, outputs);
        for (int i = 0; i < kernel.size(); i++) {
            long room = image.size(2 + i) + padding.get(i) - dilation.get(i) * (kernel.get(i) - 1) - 1;
            if (room < 0) {
                throw new ShapeMismatch(Sentence.of("engine.operator.convolution_image", kernel, image));
            }
            output = output.with(2 + i, room / stride.get(i) + 1);
        }
        return List.of(new TensorSpec(output, found.getFirst().type()));
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<Long> sizes = new ArrayList<>(List.of(outputs, inputs / groups));
        sizes.addAll(kernel);
        List<ParameterSpec> specs = new ArrayList<>();
        double deviation = Math.sqrt(2.0 * outputs / new Shape(sizes).elements());
        specs.add(ParameterSpec.canonical("weight", new Shape(sizes), new Initialization.Normal(deviation)));
        if (bias) {
            specs.add(ParameterSpec.canonical("bias", Shape.of(outputs), Initialization.ZEROS));
        }
        return specs;
    }

    @Override
    public Lowering lower(List<TensorSpec> found, long microbatches) {
        double perOutput = 2.0
                * inputs
                / groups
                * kernel.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        double flops = perOutput * infer(found, 1).getFirst().shape().elements();
        return new Planned(this, "Convolution", flops, true, false).lower(found);
    }
}
