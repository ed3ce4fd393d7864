package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.ElementwiseKernel;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;

/** Drops elements with a probability and scales the rest; with probability 0 it is its input. */
public record Dropout(double probability) implements Operator {
    public Dropout {
        if (!(probability >= 0 && probability < 1)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.dropout", probability));
        }
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
        return Division.batch(this, inputs, 1, ranks);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        if (probability == 0) {
            return new Lowering(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(new Operand.Output(0), new Operand.Input(0), new InputGradient(0), new OutputGradient(0)));
        }
        TensorSpec x = inputs.getFirst();
        long samples = x.shape().size(0);
        ElementwiseKernel.Dropout kernel =
                new ElementwiseKernel.Dropout(samples, x.shape().elements() / samples, probability, x.type());
        return Lowering.of(
                List.of(of(kernel, new Operand.Input(0), new Operand.Output(0))),
                List.of(of(kernel, new OutputGradient(0), new InputGradient(0))),
                List.of());
    }
}
