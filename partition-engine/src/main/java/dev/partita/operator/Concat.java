package dev.partita.operator;

import dev.partita.kernel.MoveKernel.JoinColumns;
import dev.partita.kernel.MoveKernel.SplitColumns;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Tensors one behind the other along an axis. */
public record Concat(int axis, int inputs) implements Operator {
    private static final int CHANNELS = 1;

    public Concat {
        Sizes.positive("Concat", "inputs", inputs);
    }

    @Override
    public boolean takes(int input, DataType type) {
        return true;
    }

    @Override
    public int inputCount() {
        return inputs;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> found, long samples) {
        Shape first = found.getFirst().shape();
        long size = 0;
        for (int i = 0; i < found.size(); i++) {
            Shape shape = found.get(i).shape();
            if (axis < 0 || axis >= shape.rank() || !shape.with(axis, 1).equals(first.with(axis, 1))) {
                throw new ShapeMismatch(i, Sentence.of("engine.operator.concat", axis, first, shape));
            }
            size = Math.addExact(size, shape.size(axis));
        }
        return List.of(new TensorSpec(first.with(axis, size), found.getFirst().type()));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> found, Ranks ranks) {
        List<Division> divisions = new ArrayList<>();
        if (axis > 0) {
            divisions.addAll(Division.batch(this, found, 1, ranks));
        }
        boolean images = found.getFirst().shape().rank() == 4;
        if (images && axis != CHANNELS) {
            divisions.addAll(Division.lastDimension(this, found, 1, ranks));
        } else if (images && sizes(found).stream().allMatch(ranks::divide)) {
            List<Distribution> read = Division.all(inputs, Distribution.shard(CHANNELS));
            List<Distribution> written = List.of(new Shard(CHANNELS, sizes(found)));
            divisions.add(new Division(Division.Kind.CHANNELS, this, read, read, written, List.of(), List.of()));
        }
        return divisions;
    }

    /** A rank has its part of every input, one behind the other. */
    @Override
    public List<Long> runs(List<TensorSpec> found, int ranks) {
        boolean divide = sizes(found).stream().allMatch(size -> size % ranks == 0);
        return axis == CHANNELS && found.getFirst().shape().rank() == 4 && divide ? sizes(found) : List.of();
    }

    private List<Long> sizes(List<TensorSpec> found) {
        return found.stream().map(input -> input.shape().size(axis)).toList();
    }

    @Override
    public Lowering lower(List<TensorSpec> found, long microbatches) {
        DataType type = found.getFirst().type();
        long rows = MemoryOrder.before(found.getFirst().shape(), axis);
        List<Long> widths =
                found.stream().map(input -> input.shape().elements() / rows).toList();
        List<Operand> joined = new ArrayList<>();
        List<Operand> split = new ArrayList<>(List.of(new OutputGradient(0)));
        for (int i = 0; i < inputs; i++) {
            joined.add(new Operand.Input(i));
            split.add(new InputGradient(i));
        }
        joined.add(new Operand.Output(0));
        return Lowering.of(
                List.of(new KernelCall(new JoinColumns(rows, widths, type), joined)),
                List.of(new KernelCall(new SplitColumns(rows, widths, type), split)),
                List.of());
    }
}
