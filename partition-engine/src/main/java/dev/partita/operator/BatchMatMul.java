package dev.partita.operator;

import dev.partita.kernel.MatrixKernel;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The product of two stacks of matrices, {@code [..., m, k]} and {@code [..., k, n]}, broadcast over the rest. */
public record BatchMatMul() implements Operator {
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
        TensorSpec out = infer(inputs, 1).getFirst();
        Shape a = inputs.get(0).shape();
        Shape b = inputs.get(1).shape();
        boolean oneMatrix = b.rank() == 2; // then all rows of the stack are rows of one product
        long k = a.size(-1);
        long n = b.size(-1);
        long batch = oneMatrix ? 1 : out.shape().elements() / n / a.size(-2);
        long m = out.shape().elements() / batch / n;
        Broadcast left = oneMatrix ? Broadcast.none(inputs.get(0)) : Broadcast.of(inputs.get(0), stack(out));
        Broadcast right = oneMatrix ? Broadcast.none(inputs.get(1)) : Broadcast.of(inputs.get(1), stack(out));
        Broadcast result = Broadcast.none(out);
        TensorSpec product = TensorSpec.float32(batch, m, n);
        List<TensorSpec> temporaries = new ArrayList<>();
        Chain forward = new Chain(temporaries);
        Operand y = forward.before(result.back(), new Operand.Output(0), product);
        Operand x0 = forward.run(left.there(), new Operand.Input(0));
        Operand x1 = forward.run(right.there(), new Operand.Input(1));
        forward.call(new MatrixKernel.BatchMatMul(batch, m, n, k, false, false, out.type()), x0, x1, y);
        forward.end(result.back(), y, new Operand.Output(0));
        Chain gradient = new Chain(temporaries);
        Operand dy = gradient.run(result.there(), new OutputGradient(0));
        Operand a0 = gradient.run(left.there(), new Operand.Input(0));
        Operand b0 = gradient.run(right.there(), new Operand.Input(1));
        Operand da = gradient.before(left.back(), new InputGradient(0), TensorSpec.float32(batch, m, k));
        gradient.call(new MatrixKernel.BatchMatMul(batch, m, k, n, false, true, out.type()), dy, b0, da);
        gradient.end(left.back(), da, new InputGradient(0));
        Operand db = gradient.before(right.back(), new InputGradient(1), TensorSpec.float32(batch, k, n));
        gradient.call(new MatrixKernel.BatchMatMul(batch, k, n, m, true, false, out.type()), a0, dy, db);
        gradient.end(right.back(), db, new InputGradient(1));
        return new Lowering(List.of(), temporaries, forward.calls, gradient.calls, List.of(), Map.of());
    }
}
