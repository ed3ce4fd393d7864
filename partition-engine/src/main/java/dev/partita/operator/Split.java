package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/** One axis in parts, one output each. Planned only. */
public record Split(int axis, List<Long> parts) implements Operator {
    public Split {
        parts = List.copyOf(parts);
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
        long sum = parts.stream().mapToLong(Long::longValue).sum();
        if (axis < 0 || axis >= shape.rank() || shape.size(axis) != sum) {
            throw new ShapeMismatch(Sentence.of("engine.operator.split", axis, parts, shape));
        }
        return parts.stream()
                .map(part ->
                        new TensorSpec(shape.with(axis, part), inputs.getFirst().type()))
                .toList();
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return Planned.linear(this, "Split", 0, inputs);
    }
}
