package dev.partita.operator;

import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/**
 * Attention on separate queries, keys and values, each {@code [sample, sequence, heads * headSize]}. Planned only;
 * {@link SelfAttention} on one packed projection trains.
 */
public record DotProductAttention(long heads, long headSize) implements PlannedOperator {
    public DotProductAttention {
        Sizes.positive("DotProductAttention", "heads", heads);
        Sizes.positive("DotProductAttention", "head size", headSize);
    }

    @Override
    public int inputCount() {
        return 3;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        for (int i = 0; i < 3; i++) {
            Shape shape = inputs.get(i).shape();
            if (shape.rank() != 3 || shape.size(2) != heads * headSize) {
                throw new ShapeMismatch(
                        i, Sentence.of("engine.operator.dot_attention", heads, headSize, heads * headSize, shape));
            }
        }
        return List.of(inputs.getFirst());
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape queries = inputs.get(0).shape();
        double scores = (double) queries.size(0)
                * heads
                * queries.size(1)
                * inputs.get(1).shape().size(1);
        return new Planned(this, "DotProductAttention", 4 * scores * headSize + 5 * scores, true, true).lower(inputs);
    }
}
