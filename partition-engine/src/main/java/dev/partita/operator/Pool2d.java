package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/**
 * The largest or the mean element of windows of an image, with padding. Planned only; {@link MaxPool2d} trains.
 *
 * @param window height and width
 * @param stride steps down and to the right
 * @param padding rows and columns added in all, both sides together
 */
public record Pool2d(String function, List<Long> window, List<Long> stride, List<Long> padding, boolean ceiling)
        implements Operator {
    public Pool2d {
        window = List.copyOf(window);
        stride = List.copyOf(stride);
        padding = List.copyOf(padding);
        for (int i = 0; i < 2; i++) {
            Sizes.positive(function, "window", window.get(i));
            Sizes.positive(function, "stride", stride.get(i));
            Sizes.atLeast(0, function, "padding", padding.get(i));
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
    public String kind() {
        return function;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape image = Images.require(function, inputs.getFirst());
        Shape output = image;
        for (int i = 0; i < 2; i++) {
            long room = image.size(2 + i) + padding.get(i) - window.get(i);
            if (room < 0) {
                throw new ShapeMismatch(Sentence.of("engine.operator.pool_size", function, window, image));
            }
            output = output.with(2 + i, (ceiling ? Math.ceilDiv(room, stride.get(i)) : room / stride.get(i)) + 1);
        }
        return List.of(new TensorSpec(output, inputs.getFirst().type()));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        double flops = (double) infer(inputs, 1).getFirst().shape().elements() * window.get(0) * window.get(1);
        return new Planned(this, function, flops, false, true).lower(inputs);
    }
}
