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
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Multi-head self-attention on a packed projection {@code [sample, sequence, 3*width]}, ordered queries, keys, values. */
public record SelfAttention(long heads, long headSize, boolean causal) implements Operator {
    public SelfAttention {
        Sizes.positive("SelfAttention", "heads", heads);
        Sizes.positive("SelfAttention", "head size", headSize);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 3 || shape.size(2) != 3 * heads * headSize) {
            throw new ShapeMismatch(
                    Sentence.of("engine.operator.attention", heads, headSize, 3 * heads * headSize, shape));
        }
        return List.of(TensorSpec.float32(shape.with(2, heads * headSize)));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        if (ranks.divide(heads)) {
            Distribution packed = new Shard(2, sections(0));
            found.add(new Division(
                    Division.Kind.HEADS,
                    new SelfAttention(heads / ranks.count(), headSize, causal),
                    List.of(packed),
                    List.of(packed),
                    List.of(Distribution.shard(2)),
                    List.of(),
                    List.of()));
        }
        return found;
    }

    @Override
    public List<Long> sections(int input) {
        return Division.all(3, heads * headSize);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape shape = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        AttentionShape sizes = AttentionShape.self(shape.size(0), shape.size(1), heads, headSize, causal, type);
        Attention forward = new Attention(sizes, false);
        AttentionGradient gradient = new AttentionGradient(sizes);
        return new Lowering(
                List.of(sizes.probabilities()),
                List.of(),
                List.of(of(forward, new Operand.Input(0), new Saved(0), new Operand.Output(0))),
                List.of(of(gradient, new Operand.Input(0), new Saved(0), new OutputGradient(0), new InputGradient(0))),
                List.of(),
                Map.of());
    }
}
