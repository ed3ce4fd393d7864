package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.stream.IntStream;

/** Another order of axes, in memory too: output axis i is input axis {@code order[i]}. Planned only. */
public record Permute(List<Integer> order) implements Operator {
    public Permute {
        order = List.copyOf(order);
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
        if (!order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, shape.rank()).boxed().toList())) {
            throw new ShapeMismatch(Sentence.of("engine.operator.permute", order.size(), order, shape));
        }
        return List.of(new TensorSpec(
                new Shape(order.stream().map(shape::size).toList()),
                inputs.getFirst().type()));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return Planned.linear(this, "Permute", 0, inputs);
    }
}
