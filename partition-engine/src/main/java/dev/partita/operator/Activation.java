package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.ElementwiseKernel.ActivationGradient;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** A function of each element. */
public record Activation(Function function) implements Operator {
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
        long elements = x.shape().elements();
        Operand kept = function.gradientReadsOutput() ? new Operand.Output(0) : new Operand.Input(0);
        return Lowering.of(
                List.of(of(
                        new ElementwiseKernel.Activation(function, elements, x.type()),
                        new Operand.Input(0),
                        new Operand.Output(0))),
                List.of(of(
                        new ActivationGradient(function, elements, x.type()),
                        kept,
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of());
    }
}
