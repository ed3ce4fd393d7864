package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import dev.partita.kernel.AttentionShape;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Attention of one sequence to another: queries {@code [sample, queries, heads * headSize]}, and keys before values of the
 * other sequence {@code [sample, keys, 2 * heads * headSize]}.
 *
 * @param scaled whether scores are divided by the root of the head size; T5 does not
 */
public record CrossAttention(long heads, long headSize, boolean scaled) implements Operator {
    public CrossAttention {
        Sizes.positive("CrossAttention", "heads", heads);
        Sizes.positive("CrossAttention", "head size", headSize);
    }

    @Override
    public int inputCount() {
        return 2;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        for (int i = 0; i < 2; i++) {
            Shape shape = inputs.get(i).shape();
            if (shape.rank() != 3
                    || shape.size(2) != (i + 1) * heads * headSize
                    || shape.size(0) != inputs.getFirst().shape().size(0)) {
                throw new ShapeMismatch(
                        i,
                        Sentence.of(
                                "engine.operator.cross_attention",
                                heads,
                                headSize,
                                heads * headSize,
                                2 * heads * headSize,
                                inputs.get(0).shape(),
                                inputs.get(1).shape()));
            }
        }
        return List.of(inputs.getFirst());
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        if (ranks.divide(heads)) {
            List<Distribution> operands = List.of(Distribution.shard(2), new Shard(2, sections(1)));
            found.add(new Division(
                    Division.Kind.HEADS,
                    new CrossAttention(heads / ranks.count(), headSize, scaled),
                    operands,
                    operands,
                    List.of(Distribution.shard(2)),
                    List.of(),
                    List.of()));
        }
        return found;
    }

    @Override
    public List<Long> sections(int input) {
        return input == 0 ? List.of() : Division.all(2, heads * headSize);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape queries = inputs.get(0).shape();
        AttentionShape sizes = new AttentionShape(
                queries.size(0),
                queries.size(1),
                inputs.get(1).shape().size(1),
                heads,
                heads,
                headSize,
                false,
                false,
                scaled,
                inputs.getFirst().type());
        return new Lowering(
                List.of(sizes.probabilities()),
                List.of(),
                List.of(of(
                        new Attention(sizes, false),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Saved(0),
                        new Operand.Output(0))),
                List.of(of(
                        new AttentionGradient(sizes),
                        new Operand.Input(0),
                        new Operand.Input(1),
                        new Saved(0),
                        new OutputGradient(0),
                        new InputGradient(0),
                        new InputGradient(1))),
                List.of(),
                Map.of());
    }
}
