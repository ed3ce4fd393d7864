package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.ElementwiseKernel;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** Its input times a fixed number. */
public record Scale(double factor) implements Operator {
    public Scale {
        Sizes.positiveNumber("Scale", "factor", factor);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        return inputs;
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(Division.sequence(this, this, inputs, 1, ranks));
        found.addAll(Division.lastDimension(this, inputs, 1, ranks));
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        TensorSpec x = inputs.getFirst();
        ElementwiseKernel.Scale kernel =
                new ElementwiseKernel.Scale(factor, x.shape().elements(), x.type());
        return Lowering.of(
                List.of(of(kernel, new Operand.Input(0), new Operand.Output(0))),
                List.of(of(kernel, new OutputGradient(0), new InputGradient(0))),
                List.of());
    }
}
