package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.PoolingKernel.AveragePool;
import dev.partita.kernel.PoolingKernel.AveragePoolGradient;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingKernel.MaxPoolGradient;
import dev.partita.kernel.PoolingShape;
import dev.partita.kernel.PoolingShape.Size;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The largest or the mean element of windows of an image, with padding that never counts. It trains where both sides of
 * an axis are padded alike; other functions of a window are planned only.
 *
 * @param window height and width
 * @param stride steps down and to the right
 * @param padding rows and columns added in all, both sides together
 */
public record Pool2d(String function, List<Long> window, List<Long> stride, List<Long> padding, boolean ceiling)
        implements PlannedOperator {
    /** What the largest and the mean are called; with padding that counts, the mean has another name. */
    public static final String MAX = "MaxPool";

    public static final String MEAN = "AveragePool";

    /** A winner's place in its window is kept in one byte. */
    private static final long LARGEST_WINDOW = 255;

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

    /** A padded square pooling: {@code padding} on every side. */
    public static Pool2d square(String function, long window, long stride, long padding) {
        return new Pool2d(
                function, List.of(window, window), List.of(stride, stride), List.of(2 * padding, 2 * padding), false);
    }

    @Override
    public boolean trains() {
        boolean alike = padding.stream().allMatch(both -> both % 2 == 0);
        boolean covered = padding.get(0) < 2 * window.get(0) && padding.get(1) < 2 * window.get(1);
        boolean known =
                function.equals(MEAN) || (function.equals(MAX) && window.get(0) * window.get(1) <= LARGEST_WINDOW);
        return alike && covered && known;
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
            output = output.with(2 + i, windows(image.size(2 + i), room, i));
        }
        return List.of(new TensorSpec(output, inputs.getFirst().type()));
    }

    /** Rounded up, windows may reach beyond the image, but each begins in it or in front of it. */
    private long windows(long size, long room, int axis) {
        long step = stride.get(axis);
        if (!ceiling) {
            return room / step + 1;
        }
        long last = Math.ceilDiv(room, step);
        return last * step < size + padding.get(axis) / 2 ? last + 1 : last;
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(Division.lastDimension(this, inputs, 1, ranks));
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        if (!trains()) {
            return planned(inputs);
        }
        PoolingShape shape = shape(inputs.getFirst());
        Operand x = new Operand.Input(0);
        Operand y = new Operand.Output(0);
        Operand dx = new InputGradient(0);
        Operand dy = new OutputGradient(0);
        if (function.equals(MEAN)) {
            return Lowering.of(
                    List.of(of(new AveragePool(shape), x, y)),
                    List.of(of(new AveragePoolGradient(shape), dy, dx)),
                    List.of());
        }
        return new Lowering(
                List.of(shape.winners()),
                List.of(),
                List.of(of(new MaxPool(shape), x, y, new Saved(0))),
                List.of(of(new MaxPoolGradient(shape), new Saved(0), dy, dx)),
                List.of(),
                Map.of());
    }

    private PoolingShape shape(TensorSpec input) {
        Shape image = input.shape();
        Shape output = infer(List.of(input), image.size(0)).getFirst().shape();
        return new PoolingShape(
                image.size(0),
                image.size(1),
                new Size(image.size(2), image.size(3)),
                new Size(output.size(2), output.size(3)),
                new Size(window.get(0), window.get(1)),
                new Size(stride.get(0), stride.get(1)),
                new Size(padding.get(0) / 2, padding.get(1) / 2),
                input.type());
    }

    private Lowering planned(List<TensorSpec> inputs) {
        double flops = (double) infer(inputs, 1).getFirst().shape().elements() * window.get(0) * window.get(1);
        return new Planned(this, function, flops, false, true).lower(inputs);
    }
}
