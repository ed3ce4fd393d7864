package dev.partita.operator;

import dev.partita.kernel.ConvolutionShape;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution over one to three axes of any form: without bias, with other paddings, dilated. It trains over the two
 * axes of an image, undilated, with one stride and both sides of every axis padded alike. Parameters: weight {@code [outputs, inputs/groups, kernel...]}, bias {@code [outputs]}.
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
        implements PlannedOperator {
    /** A square convolution of an image, {@code padding} on every side, without bias: what goes before a batch norm. */
    public static Convolution withoutBias(long inputs, long outputs, long kernel, long stride, long padding) {
        return square(inputs, outputs, kernel, stride, padding, 1);
    }

    /** The same in groups. */
    static Convolution square(long inputs, long outputs, long kernel, long stride, long padding, long groups) {
        return new Convolution(
                inputs,
                outputs,
                List.of(kernel, kernel),
                List.of(stride, stride),
                List.of(2 * padding, 2 * padding),
                List.of(1L, 1L),
                groups,
                false);
    }

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
        return kernel.size() == 2
                && stride.get(0).equals(stride.get(1))
                && padding.get(0).equals(padding.get(1))
                && padding.get(0) % 2 == 0
                && dilation.stream().allMatch(step -> step == 1);
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
        ParameterLayout layout = trains() ? ParameterLayout.CONVOLUTION : ParameterLayout.CANONICAL;
        specs.add(new ParameterSpec(
                "weight", new Shape(sizes), new Initialization.Normal(deviation), layout, trains() ? groups : 1));
        if (bias) {
            specs.add(ParameterSpec.canonical("bias", Shape.of(outputs), Initialization.ZEROS));
        }
        return specs;
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(new ChannelDivisions(this.inputs, outputs, groups, bias, ranks)
                .of(
                        (in, out, of) -> withChannels(in, out, of, bias),
                        (in, out, of) -> summand(withChannels(in, out, of, false), ranks)));
        return found;
    }

    private Convolution withChannels(long in, long out, long of, boolean withBias) {
        return new Convolution(in, out, kernel, stride, padding, dilation, of, withBias);
    }

    private Operator summand(Convolution summand, Ranks ranks) {
        return bias ? new SummedConvolution(summand, ranks.count(), ranks.axis()) : summand;
    }

    @Override
    public List<Long> runs(List<TensorSpec> inputs, int ranks) {
        return ChannelDivisions.runs(outputs, groups, ranks);
    }

    @Override
    public Lowering lower(List<TensorSpec> found, long microbatches) {
        return trains() ? image(found.getFirst()) : planned(found);
    }

    private Lowering image(TensorSpec input) {
        Shape image = input.shape();
        ConvolutionShape shape = new ConvolutionShape(
                image.size(0),
                image.size(2),
                image.size(3),
                inputs,
                outputs,
                kernel.get(0),
                kernel.get(1),
                stride.get(0),
                padding.get(0) / 2,
                groups,
                input.type());
        return ConvolutionCalls.of(shape, bias);
    }

    private Lowering planned(List<TensorSpec> found) {
        double perOutput = 2.0
                * inputs
                / groups
                * kernel.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        double flops = perOutput * infer(found, 1).getFirst().shape().elements();
        return new Planned(this, "Convolution", flops, true, false).lower(found);
    }
}
