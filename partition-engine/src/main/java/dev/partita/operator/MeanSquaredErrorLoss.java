package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.DenseLossKernel.SquaredError;
import dev.partita.kernel.DenseLossKernel.SquaredErrorGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Loss;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/** The mean over all elements of the global batch of the squared difference between predictions and targets. */
public record MeanSquaredErrorLoss() implements LossOperator {
    @Override
    public int inputCount() {
        return 2;
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape predictions = inputs.get(0).shape();
        if (predictions.rank() < 2 || !inputs.get(1).shape().equals(predictions)) {
            throw new ShapeMismatch(
                    predictions.rank() < 2 ? 0 : 1,
                    Sentence.of("engine.operator.dense_loss", kind(), inputs.get(0), inputs.get(1)));
        }
        return List.of();
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        TensorSpec predictions = inputs.getFirst();
        long rows = predictions.shape().rows();
        long columns = predictions.shape().size(-1);
        long divisor = Math.multiplyExact(predictions.shape().elements(), microbatches);
        return Lowering.of(
                List.of(of(
                        new SquaredError(rows, columns, divisor, predictions.type()),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Loss())),
                List.of(of(
                        new SquaredErrorGradient(rows, columns, divisor, predictions.type()),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new InputGradient(0))),
                List.of());
    }
}
