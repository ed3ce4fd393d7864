package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings axes down to one number each, such as their mean. Planned only.
 *
 * @param keep whether reduced axes stay with size 1
 */
public record Reduce(String function, List<Integer> axes, boolean keep) implements Operator {
    public Reduce {
        axes = List.copyOf(axes);
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
        Shape shape = inputs.getFirst().shape();
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!axes.contains(axis)) {
                sizes.add(shape.size(axis));
            } else if (keep) {
                sizes.add(1L);
            }
        }
        return List.of(new TensorSpec(new Shape(sizes), inputs.getFirst().type()));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return Planned.linear(this, function, inputs.getFirst().shape().elements(), inputs);
    }
}
