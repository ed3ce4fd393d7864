package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.LossKernel.CrossEntropyGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Loss;
import dev.partita.operator.Operand.Saved;
import dev.partita.sharding.Distribution;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mean over the global batch of softmax cross-entropy: logits {@code [..., classes]} against int32 targets
 * {@code [...]}. It has no output; what it adds to is the loss of the step.
 */
public record CrossEntropyLoss() implements LossOperator {
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
                    noRows ? 0 : 1, Sentence.of("engine.operator.cross_entropy", inputs.get(0), targets));
        }
        return List.of();
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 0, ranks));
        found.addAll(Division.sequence(this, this, inputs, 0, ranks));
        Shape logits = inputs.getFirst().shape();
        if (ranks.divide(logits.size(-1))) {
            Distribution classes = Distribution.shard(logits.rank() - 1);
            found.add(new Division(
                    Division.Kind.VOCABULARY,
                    new VocabularyCrossEntropy(ranks.count(), ranks.axis()),
                    List.of(classes, Distribution.REPLICATE),
                    List.of(classes, Distribution.REPLICATE),
                    List.of(),
                    List.of(),
                    List.of()));
        }
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape logits = inputs.get(0).shape();
        DataType type = inputs.get(0).type();
        long rows = logits.rows();
        long divisor = Math.multiplyExact(rows, microbatches);
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
