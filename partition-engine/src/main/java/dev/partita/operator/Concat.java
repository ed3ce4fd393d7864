package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/** Tensors one behind the other along an axis. Planned only. */
public record Concat(int axis, int inputs) implements Operator {
    public Concat {
        Sizes.positive("Concat", "inputs", inputs);
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
        return inputs;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> found, long samples) {
        Shape first = found.getFirst().shape();
        long size = 0;
        for (int i = 0; i < found.size(); i++) {
            Shape shape = found.get(i).shape();
            if (axis < 0 || axis >= shape.rank() || !shape.with(axis, 1).equals(first.with(axis, 1))) {
                throw new ShapeMismatch(i, Sentence.of("engine.operator.concat", axis, first, shape));
            }
            size = Math.addExact(size, shape.size(axis));
        }
        return List.of(new TensorSpec(first.with(axis, size), found.getFirst().type()));
    }

    @Override
    public Lowering lower(List<TensorSpec> found, long microbatches) {
        return Planned.linear(this, "Concat", 0, found);
    }
}
