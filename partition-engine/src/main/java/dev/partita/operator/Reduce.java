package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.kernel.ReductionKernel.AxisSum;
import dev.partita.kernel.ReductionKernel.AxisSumGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings axes down to one number each. Sums and means train; the others are planned only.
 *
 * @param keep whether reduced axes stay with size 1
 */
public record Reduce(String function, List<Integer> axes, boolean keep) implements PlannedOperator {
    private static final Set<String> MEANS = Set.of("ReduceMean", "GlobalAveragePool");
    private static final Set<String> SUMS = Set.of("ReduceSum");

    public Reduce {
        axes = List.copyOf(axes);
    }

    @Override
    public boolean trains() {
        return MEANS.contains(function) || SUMS.contains(function);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public String kind() {
        return function;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (axes.stream().anyMatch(axis -> axis < 0 || axis >= shape.rank())) {
            throw new ShapeMismatch(Sentence.of("engine.operator.reduce", function, axes, shape));
        }
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!axes.contains(axis)) {
                sizes.add(shape.size(axis));
            } else if (keep) {
                sizes.add(1L);
            }
        }
        return List.of(new TensorSpec(new Shape(sizes), inputs.getFirst().type()));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>();
        if (!axes.contains(0)) {
            found.addAll(Division.batch(this, inputs, 1, ranks));
        }
        if (inputs.getFirst().shape().rank() == 4 && !axes.contains(1)) {
            int channels = keep || !axes.contains(0) ? 1 : 0;
            found.addAll(ChannelDivisions.kept(1, channels, this, inputs.getFirst(), ranks));
        }
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape shape = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        if (!trains() || !type.floatingPoint()) {
            return Planned.linear(this, function, shape.elements(), inputs);
        }
        boolean mean = MEANS.contains(function);
        List<Integer> memory = MemoryOrder.of(shape.rank());
        List<Integer> left = left(shape.rank());
        int first = memory.stream()
                .filter(axes::contains)
                .map(memory::indexOf)
                .findFirst()
                .orElse(memory.size());
        List<Integer> reduced = memory.stream().filter(axes::contains).toList();
        List<Integer> together = new ArrayList<>(left.subList(0, Math.min(first, left.size())));
        together.addAll(reduced);
        together.addAll(left.subList(Math.min(first, left.size()), left.size()));
        long outer = MemoryOrder.product(shape, together.subList(0, Math.min(first, left.size())));
        long size = MemoryOrder.product(shape, reduced);
        long inner = shape.elements() / outer / size;
        List<Kernel> forward = new ArrayList<>(MemoryOrder.change(shape, type, memory, together));
        forward.add(new AxisSum(outer, size, inner, mean, type));
        List<Kernel> gradient = new ArrayList<>();
        gradient.add(new AxisSumGradient(outer, size, inner, mean, type));
        gradient.addAll(MemoryOrder.change(shape, type, together, memory));
        return Chain.lowering(forward, gradient);
    }

    /** The axes that stay, in the order in which the output has them in memory. */
    private List<Integer> left(int rank) {
        List<Integer> kept = MemoryOrder.written(rank).stream()
                .filter(axis -> !axes.contains(axis))
                .toList();
        List<Integer> order = keep ? MemoryOrder.of(rank) : MemoryOrder.of(kept.size());
        return keep
                ? order.stream().filter(kept::contains).toList()
                : order.stream().map(kept::get).toList();
    }
}
