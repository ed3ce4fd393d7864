package dev.partita.operator;

import dev.partita.kernel.ConvolutionShape;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A 2-D convolution with a square kernel and bias; with groups, each group of outputs reads only its own group of
 * inputs. Parameters: weight {@code [outputs, inputs/groups, kernel, kernel]}, bias {@code [outputs]}.
 */
public record Conv2d(
        long inputs,
        long outputs,
        long kernel,
        long stride,
        long padding,
        long groups,
        Initialization weightInitialization)
        implements Operator {
    public Conv2d {
        Sizes.positive("Conv2d", "input channels", inputs);
        Sizes.positive("Conv2d", "output channels", outputs);
        Sizes.positive("Conv2d", "kernel", kernel);
        Sizes.positive("Conv2d", "stride", stride);
        Sizes.positive("Conv2d", "groups", groups);
        Sizes.atLeast(0, "Conv2d", "padding", padding);
        if (inputs % groups != 0 || outputs % groups != 0) {
            throw new ShapeMismatch(Sentence.of("engine.operator.conv_groups", inputs, outputs, groups));
        }
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputSpecs, long samples) {
        Shape image = Images.requireChannels("Conv2d", inputSpecs.getFirst(), inputs);
        if (image.size(2) + 2 * padding < kernel || image.size(3) + 2 * padding < kernel) {
            throw new ShapeMismatch(Sentence.of("engine.operator.conv_image", kernel, image));
        }
        ConvolutionShape shape = shape(inputSpecs.getFirst());
        return List.of(TensorSpec.float32(image.size(0), outputs, shape.outputHeight(), shape.outputWidth()));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                new ParameterSpec(
                        "weight",
                        Shape.of(outputs, inputs / groups, kernel, kernel),
                        weightInitialization,
                        ParameterLayout.CONVOLUTION,
                        groups),
                ParameterSpec.canonical("bias", Shape.of(outputs), Initialization.ZEROS));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(new ChannelDivisions(this.inputs, outputs, groups, true, ranks)
                .of(this::withChannels, (in, out, of) -> summand(in, out, of, ranks)));
        return found;
    }

    private Conv2d withChannels(long in, long out, long of) {
        return new Conv2d(in, out, kernel, stride, padding, of, weightInitialization);
    }

    private Operator summand(long in, long out, long of, Ranks ranks) {
        Convolution summand = Convolution.square(in, out, kernel, stride, padding, of);
        return new SummedConvolution(summand, ranks.count(), ranks.axis());
    }

    @Override
    public List<Long> runs(List<TensorSpec> inputs, int ranks) {
        return ChannelDivisions.runs(outputs, groups, ranks);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputSpecs, long microbatches) {
        return ConvolutionCalls.of(shape(inputSpecs.getFirst()), true);
    }

    private ConvolutionShape shape(TensorSpec input) {
        Shape image = input.shape();
        return new ConvolutionShape(
                image.size(0),
                image.size(2),
                image.size(3),
                inputs,
                outputs,
                kernel,
                kernel,
                stride,
                padding,
                groups,
                input.type());
    }
}
