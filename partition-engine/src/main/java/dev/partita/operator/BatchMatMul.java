package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/** The product of two stacks of matrices, {@code [..., m, k]} and {@code [..., k, n]}, broadcast over the rest. Planned only. */
public record BatchMatMul() implements Operator {
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
        return 2;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape a = inputs.get(0).shape();
        Shape b = inputs.get(1).shape();
        if (a.rank() < 2 || b.rank() < 2 || a.size(-1) != b.size(-2)) {
            throw new ShapeMismatch(1, Sentence.of("engine.operator.batch_matmul", a, b));
        }
        Shape stack = new Elementwise("BatchMatMul", 2, Shape.SCALAR, List.of(), 0)
                .infer(List.of(stack(inputs.get(0)), stack(inputs.get(1))), samples)
                .getFirst()
                .shape();
        List<Long> sizes = new ArrayList<>(stack.dimensions());
        sizes.add(a.size(-2));
        sizes.add(b.size(-1));
        return List.of(new TensorSpec(new Shape(sizes), inputs.get(0).type()));
    }

    private static TensorSpec stack(TensorSpec input) {
        List<Long> sizes = input.shape().dimensions();
        return new TensorSpec(new Shape(sizes.subList(0, sizes.size() - 2)), input.type());
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        long elements = infer(inputs, 1).getFirst().shape().elements();
        double flops = 2.0 * elements * inputs.get(0).shape().size(-1);
        return new Planned(this, "BatchMatMul", flops, true, true).lower(inputs);
    }
}
