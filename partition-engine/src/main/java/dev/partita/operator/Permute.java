package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.stream.IntStream;

/** Another order of axes, in memory too: output axis i is input axis {@code order[i]}. */
public record Permute(List<Integer> order) implements Operator {
    public Permute {
        order = List.copyOf(order);
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
        Shape shape = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        List<Integer> from = MemoryOrder.of(shape.rank());
        List<Integer> to = from.stream().map(order::get).toList();
        List<Kernel> forward = MemoryOrder.change(shape, type, from, to);
        return Chain.lowering(forward, MemoryOrder.change(shape, type, to, from));
    }
}
