package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same elements in other sizes: 0 keeps the size at that place, -1 is whatever is left, which is where the samples
 * are. Free: nothing is copied.
 */
public record Reshape(List<Long> sizes) implements Operator {
    public Reshape {
        sizes = List.copyOf(sizes);
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
        List<Long> found = new ArrayList<>();
        long known = 1;
        for (int i = 0; i < sizes.size(); i++) {
            long size = sizes.get(i) == 0 && i < shape.rank() ? shape.size(i) : sizes.get(i);
            found.add(size);
            known = Math.multiplyExact(known, size == -1 ? 1 : size);
        }
        int open = found.indexOf(-1L);
        if (known <= 0 || shape.elements() % known != 0 || (open < 0 && shape.elements() != known)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.reshape", sizes, shape));
        }
        if (open >= 0) {
            found.set(open, shape.elements() / known);
        }
        return List.of(new TensorSpec(new Shape(found), inputs.getFirst().type()));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return new Lowering(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(
                        new Operand.Output(0),
                        new Operand.Input(0),
                        new Operand.InputGradient(0),
                        new Operand.OutputGradient(0)));
    }
}
