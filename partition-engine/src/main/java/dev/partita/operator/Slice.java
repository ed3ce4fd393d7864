package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Some elements of one axis. Planned only.
 *
 * @param drop whether the axis vanishes, having one element left
 */
public record Slice(int axis, long start, long length, boolean drop) implements Operator {
    public Slice {
        Sizes.atLeast(0, "Slice", "axis", axis);
        Sizes.atLeast(0, "Slice", "start", start);
        Sizes.positive("Slice", "length", length);
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
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (axis >= shape.rank() || start + length > shape.size(axis)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.slice", length, start, axis, shape));
        }
        List<Long> sizes = new ArrayList<>(shape.dimensions());
        if (drop) {
            sizes.remove(axis);
        } else {
            sizes.set(axis, length);
        }
        return List.of(new TensorSpec(new Shape(sizes), inputs.getFirst().type()));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return Planned.linear(this, "Slice", 0, inputs);
    }
}
