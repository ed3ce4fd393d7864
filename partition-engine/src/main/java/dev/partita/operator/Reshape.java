package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * The same elements in other sizes: 0 keeps the size at that place, -1 is whatever is left, which is where the samples
 * are. Free, but for what an image of more than one channel has to be moved: its elements lie in another order.
 */
public record Reshape(List<Long> sizes) implements Operator {
    public Reshape {
        sizes = List.copyOf(sizes);
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
        TensorSpec from = inputs.getFirst();
        Shape to = infer(inputs, from.shape().size(0)).getFirst().shape();
        List<Kernel> forward = new ArrayList<>(written(from.shape(), from.type(), false));
        forward.addAll(written(to, from.type(), true));
        List<Kernel> gradient = new ArrayList<>(written(to, from.type(), false));
        gradient.addAll(written(from.shape(), from.type(), true));
        return Chain.lowering(forward, gradient);
    }

    /** From the order in memory to the order of the shape, or back. */
    private static List<Kernel> written(Shape shape, DataType type, boolean back) {
        List<Integer> memory = MemoryOrder.of(shape.rank());
        List<Integer> written = MemoryOrder.written(shape.rank());
        return MemoryOrder.change(shape, type, back ? written : memory, back ? memory : written);
    }
}
