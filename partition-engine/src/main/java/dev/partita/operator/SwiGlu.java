package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.ElementwiseKernel.SwiGluGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/** The first input, through {@code x / (1 + exp(-x))}, times the second: the gate and the way up of Llama's MLP. */
public record SwiGlu() implements Operator {
    @Override
    public int inputCount() {
        return 2;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        if (!inputs.get(0).equals(inputs.get(1))) {
            throw new ShapeMismatch(1, Sentence.of("engine.operator.swiglu", inputs.get(0), inputs.get(1)));
        }
        return List.of(inputs.get(0));
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
        return Lowering.of(
                List.of(of(
                        new ElementwiseKernel.SwiGlu(elements, x.type()),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Operand.Output(0))),
                List.of(of(
                        new SwiGluGradient(elements, x.type()),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new OutputGradient(0),
                        new InputGradient(0),
                        new InputGradient(1))),
                List.of());
    }
}
