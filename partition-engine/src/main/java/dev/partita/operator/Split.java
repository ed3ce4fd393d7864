package dev.partita.operator;

import dev.partita.kernel.MoveKernel.JoinColumns;
import dev.partita.kernel.MoveKernel.SplitColumns;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/** One axis in parts, one output each. */
public record Split(int axis, List<Long> parts) implements Operator {
    public Split {
        parts = List.copyOf(parts);
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
        TensorSpec whole = inputs.getFirst();
        long rows = MemoryOrder.before(whole.shape(), axis);
        long behind = MemoryOrder.behind(whole.shape(), axis);
        List<Long> widths =
                parts.stream().map(part -> Math.multiplyExact(part, behind)).toList();
        List<Operand> split = new ArrayList<>(List.of(new Operand.Input(0)));
        List<Operand> joined = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            split.add(new Operand.Output(i));
            joined.add(new OutputGradient(i));
        }
        joined.add(new InputGradient(0));
        return Lowering.of(
                List.of(new KernelCall(new SplitColumns(rows, widths, whole.type()), split)),
                List.of(new KernelCall(new JoinColumns(rows, widths, whole.type()), joined)),
                List.of());
    }
}
