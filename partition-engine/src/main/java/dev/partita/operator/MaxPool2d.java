package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

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

/** The largest value of each {@code window x window} patch, patches {@code stride} apart, no padding. */
public record MaxPool2d(long window, long stride) implements Operator {
    /** A winner's place in its window is kept in one byte. */
    private static final long LARGEST_WINDOW = 16;

    public MaxPool2d {
        if (window < 1 || window > LARGEST_WINDOW || stride < 1) {
            throw new ShapeMismatch(Sentence.of("engine.operator.pool_window", LARGEST_WINDOW, window, stride));
        }
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape image = Images.require("MaxPool2d", inputs.getFirst());
        if (image.size(2) < window || image.size(3) < window) {
            throw new ShapeMismatch(Sentence.of("engine.operator.pool_image", window, image));
        }
        Size output = shape(inputs.getFirst()).output();
        return List.of(TensorSpec.float32(image.size(0), image.size(1), output.height(), output.width()));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(Division.lastDimension(this, inputs, 1, ranks));
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        PoolingShape shape = shape(inputs.getFirst());
        return new Lowering(
                List.of(shape.winners()),
                List.of(),
                List.of(of(new MaxPool(shape), new Operand.Input(0), new Operand.Output(0), new Saved(0))),
                List.of(of(new MaxPoolGradient(shape), new Saved(0), new OutputGradient(0), new InputGradient(0))),
                List.of(),
                Map.of());
    }

    private PoolingShape shape(TensorSpec input) {
        Shape image = input.shape();
        Size size = new Size(image.size(2), image.size(3));
        return PoolingShape.plain(image.size(0), image.size(1), size, window, stride, input.type());
    }
}
