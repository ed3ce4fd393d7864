package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.kernel.ReductionKernel.AxisSum;
import dev.partita.kernel.ReductionKernel.AxisSumGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor brought to the order in which its shape is written, and repeated along the axes in which another is larger.
 *
 * @param there the kernels that do so, one after the other; none where nothing changes
 * @param back those that bring a gradient back: what was repeated is added up
 */
record Broadcast(List<Kernel> there, List<Kernel> back) {
    Broadcast {
        there = List.copyOf(there);
        back = List.copyOf(back);
    }

    /** The order alone. */
    static Broadcast none(TensorSpec tensor) {
        return of(tensor, new TensorSpec(Shape.SCALAR, tensor.type()));
    }

    /** A stack of matrices, repeated so that there is one for each element of {@code stack}. */
    static Broadcast of(TensorSpec tensor, TensorSpec stack) {
        Shape shape = tensor.shape();
        DataType type = tensor.type();
        List<Integer> memory = MemoryOrder.of(shape.rank());
        List<Integer> written = MemoryOrder.written(shape.rank());
        List<Kernel> there = new ArrayList<>(MemoryOrder.change(shape, type, memory, written));
        List<Kernel> back = new ArrayList<>();
        int rank = stack.shape().rank();
        long behind = shape.elements();
        for (int axis = 0; axis < rank; axis++) {
            int own = shape.rank() - 2 - rank + axis;
            long size = own < 0 ? 1 : shape.size(own);
            long wanted = stack.shape().size(axis);
            behind /= size;
            if (size < wanted) {
                long before = MemoryOrder.product(stack.shape(), MemoryOrder.written(axis));
                there.add(new AxisSumGradient(before, wanted, behind, false, type));
                back.addFirst(new AxisSum(before, wanted, behind, false, type));
            }
        }
        back.addAll(MemoryOrder.change(shape, type, written, memory));
        return new Broadcast(there, back);
    }
}
