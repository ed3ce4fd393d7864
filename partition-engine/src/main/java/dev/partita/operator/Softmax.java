package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.kernel.SoftmaxKernel;
import dev.partita.kernel.SoftmaxKernel.SoftmaxGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Exponentials along one axis, divided by their sum. */
public record Softmax(int axis) implements Operator {
    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        return inputs;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape shape = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        List<Integer> memory = MemoryOrder.of(shape.rank());
        List<Integer> last = new ArrayList<>(memory);
        last.remove((Integer) axis(shape));
        last.add(axis(shape));
        List<Kernel> there = MemoryOrder.change(shape, type, memory, last);
        List<Kernel> back = MemoryOrder.change(shape, type, last, memory);
        long columns = shape.size(axis(shape));
        long rows = shape.elements() / columns;
        TensorSpec matrix = new TensorSpec(Shape.of(rows, columns), type);
        List<TensorSpec> temporaries = new ArrayList<>();
        Chain forward = new Chain(temporaries);
        Operand x = forward.run(there, new Operand.Input(0));
        Operand y = forward.before(back, new Operand.Output(0), matrix);
        forward.call(new SoftmaxKernel.Softmax(rows, columns, type), x, y);
        forward.end(back, y, new Operand.Output(0));
        Chain gradient = new Chain(temporaries);
        Operand kept = gradient.run(there, new Operand.Output(0));
        Operand dy = gradient.run(there, new OutputGradient(0));
        Operand dx = gradient.before(back, new InputGradient(0), matrix);
        gradient.call(new SoftmaxGradient(rows, columns, type), kept, dy, dx);
        gradient.end(back, dx, new InputGradient(0));
        return new Lowering(List.of(), temporaries, forward.calls, gradient.calls, List.of(), Map.of());
    }

    /** Negative axes count from the end. */
    private int axis(Shape shape) {
        return axis < 0 ? axis + shape.rank() : axis;
    }
}
