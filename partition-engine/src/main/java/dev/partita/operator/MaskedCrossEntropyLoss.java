package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Loss;
import dev.partita.operator.Operand.Saved;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;

/**
 * Softmax cross-entropy of the positions that are predicted; the others' targets are
 * {@link dev.partita.kernel.LossKernel#IGNORED}. As every sample has the same number of them, the mean over the global
 * batch needs no count of what is in it.
 *
 * @param predictions predicted positions of one sample
 */
public record MaskedCrossEntropyLoss(long predictions) implements LossOperator {
    public MaskedCrossEntropyLoss {
        Sizes.positive("MaskedCrossEntropyLoss", "predictions", predictions);
    }

    @Override
    public int inputCount() {
        return 2;
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public boolean takes(int input, DataType type) {
        return input == 1 || type.floatingPoint();
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape logits = inputs.get(0).shape();
        TensorSpec targets = inputs.get(1);
        boolean noRows = logits.rank() < 2;
        if (noRows || targets.type() != DataType.INT32 || targets.shape().elements() != logits.rows()) {
            throw new ShapeMismatch(
                    noRows ? 0 : 1, Sentence.of("engine.operator.masked_cross_entropy", inputs.get(0), targets));
        }
        return List.of();
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape logits = inputs.get(0).shape();
        DataType type = inputs.get(0).type();
        long rows = logits.rows();
        long divisor = Math.multiplyExact(Math.multiplyExact(logits.size(0), predictions), microbatches);
        CrossEntropy forward = new CrossEntropy(rows, logits.size(-1), divisor, type);
        return new Lowering(
                List.of(forward.logSumExp()),
                List.of(),
                List.of(of(forward, new Operand.Input(0), new Operand.Input(1), new Saved(0), new Loss())),
                List.of(of(
                        new CrossEntropyGradient(rows, logits.size(-1), divisor, type),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Saved(0),
                        new InputGradient(0))),
                List.of(),
                Map.of());
    }
}
