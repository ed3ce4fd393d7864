package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.DenseLossKernel.SoftCrossEntropy;
import dev.partita.kernel.DenseLossKernel.SoftCrossEntropyGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Loss;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/**
 * The mean over the global batch of softmax cross-entropy against distributions: logits {@code [..., classes]} and as
 * many probabilities, such as a search's visits to each move.
 */
public record SoftCrossEntropyLoss() implements LossOperator {
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
        Shape logits = inputs.get(0).shape();
        if (logits.rank() < 2 || !inputs.get(1).shape().equals(logits)) {
            throw new ShapeMismatch(
                    logits.rank() < 2 ? 0 : 1,
                    Sentence.of("engine.operator.dense_loss", kind(), inputs.get(0), inputs.get(1)));
        }
        return List.of();
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        TensorSpec logits = inputs.getFirst();
        long rows = logits.shape().rows();
        long classes = logits.shape().size(-1);
        long divisor = Math.multiplyExact(rows, microbatches);
        return Lowering.of(
                List.of(of(
                        new SoftCrossEntropy(rows, classes, divisor, logits.type()),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Loss())),
                List.of(of(
                        new SoftCrossEntropyGradient(rows, classes, divisor, logits.type()),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new InputGradient(0))),
                List.of());
    }
}
