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
 * Self-attention whose groups of query heads share one head of keys and values, on a packed projection
 * {@code [sample, sequence, (heads + 2 keyHeads) * headSize]} ordered queries, keys, values.
 */
public record GroupedQueryAttention(long heads, long keyHeads, long headSize, boolean causal) implements Operator {
    public GroupedQueryAttention {
        Sizes.positive("GroupedQueryAttention", "heads", heads);
        Sizes.positive("GroupedQueryAttention", "key heads", keyHeads);
        Sizes.positive("GroupedQueryAttention", "head size", headSize);
        if (heads % keyHeads != 0) {
            throw new ShapeMismatch(Sentence.of("engine.operator.key_heads", heads, keyHeads));
        }
    }

    @Override
    public int inputCount() {
        return 1;
    }

    /** Size of one position of the packed projection. */
    public long packedWidth() {
        return (heads + 2 * keyHeads) * headSize;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 3 || shape.size(2) != packedWidth()) {
            throw new ShapeMismatch(
                    Sentence.of("engine.operator.grouped_attention", heads, keyHeads, headSize, packedWidth(), shape));
        }
        return List.of(TensorSpec.float32(shape.with(2, heads * headSize)));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        if (ranks.divide(keyHeads)) {
            Distribution packed = new Shard(2, sections(0));
            found.add(new Division(
                    Division.Kind.HEADS,
                    new GroupedQueryAttention(heads / ranks.count(), keyHeads / ranks.count(), headSize, causal),
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
        return List.of(heads * headSize, keyHeads * headSize, keyHeads * headSize);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape shape = inputs.getFirst().shape();
        AttentionShape sizes = AttentionShape.grouped(
                shape.size(0),
                shape.size(1),
                heads,
                keyHeads,
                headSize,
                causal,
                inputs.getFirst().type());
        return new Lowering(
                List.of(sizes.probabilities()),
                List.of(),
                List.of(of(new Attention(sizes, false), new Operand.Input(0), new Saved(0), new Operand.Output(0))),
                List.of(of(
                        new AttentionGradient(sizes),
                        new Operand.Input(0),
                        new Saved(0),
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of(),
                Map.of());
    }
}
