package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.kernel.MoveKernel.PadColumns;
import dev.partita.kernel.MoveKernel.SliceColumns;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Some elements of one axis.
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
        Shape shape = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        long rows = MemoryOrder.before(shape, axis);
        long behind = MemoryOrder.behind(shape, axis);
        long columns = shape.elements() / rows;
        List<Kernel> forward = new ArrayList<>();
        forward.add(new SliceColumns(rows, columns, start * behind, length * behind, type));
        List<Kernel> gradient = new ArrayList<>();
        if (drop) {
            Shape sliced = shape.with(axis, 1);
            List<Integer> memory = MemoryOrder.of(shape.rank());
            List<Integer> dropped = orderOfDropped(shape.rank());
            forward.addAll(MemoryOrder.change(sliced, type, memory, dropped));
            gradient.addAll(MemoryOrder.change(sliced, type, dropped, memory));
        }
        gradient.add(new PadColumns(rows, columns, start * behind, length * behind, type));
        return Chain.lowering(forward, gradient);
    }

    /** The order in memory of what is left, by the axes of the input; the axis that is gone comes last. */
    private List<Integer> orderOfDropped(int rank) {
        List<Integer> order = new ArrayList<>();
        for (int left : MemoryOrder.of(rank - 1)) {
            order.add(left < axis ? left : left + 1);
        }
        order.add(axis);
        return order;
    }
}
