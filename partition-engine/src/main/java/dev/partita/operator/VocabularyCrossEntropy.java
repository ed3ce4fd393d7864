package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.CollectiveKernel.AllReduce;
import dev.partita.kernel.CollectiveKernel.AllReduceMax;
import dev.partita.kernel.LossKernel.PartGradient;
import dev.partita.kernel.LossKernel.PartLargest;
import dev.partita.kernel.LossKernel.PartLoss;
import dev.partita.kernel.LossKernel.PartSums;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Loss;
import dev.partita.operator.Operand.Saved;
import dev.partita.operator.Operand.Temporary;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/**
 * What one rank computes of a {@link CrossEntropyLoss} whose classes are divided: the largest logit, the sum of
 * exponentials and the target's logit are agreed on over the ranks, two numbers and one per row in place of all logits
 * (Shoeybi et al. 2019). Every rank then has the whole loss.
 */
public record VocabularyCrossEntropy(int ranks, int axis) implements RankOperator {
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
        return new CrossEntropyLoss().infer(inputs, samples);
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks other) {
        return Division.batch(this, inputs, 0, other);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape logits = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        long rows = logits.rows();
        long classes = logits.size(-1);
        long divisor = Math.multiplyExact(rows, microbatches);
        PartLargest largest = new PartLargest(rows, classes, type);
        PartSums sums = new PartSums(rows, classes, ranks, axis, type);
        PartLoss loss = new PartLoss(rows, classes, divisor, type);
        return new Lowering(
                List.of(loss.logSumExp()),
                List.of(loss.logSumExp(), sums.sums(), sums.sums()),
                List.of(
                        of(largest, new Operand.Input(0), new Temporary(0)),
                        of(new AllReduceMax(axis, ranks, rows, type), new Temporary(0)),
                        of(sums, new Operand.Input(0), new Operand.Input(1), new Temporary(0), new Temporary(1)),
                        of(new AllReduce(axis, ranks, 2 * rows, type), new Temporary(1), new Temporary(2)),
                        of(loss, new Temporary(0), new Temporary(2), new Saved(0), new Loss())),
                List.of(of(
                        new PartGradient(rows, classes, divisor, ranks, axis, type),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Saved(0),
                        new InputGradient(0))),
                List.of(),
                Map.of());
    }
}
