package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionBiasGradient;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import dev.partita.kernel.AttentionShape;
import dev.partita.kernel.PositionBiasKernel.Buckets;
import dev.partita.kernel.PositionBiasKernel.PositionBias;
import dev.partita.kernel.PositionBiasKernel.PositionBiasGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.operator.Operand.Temporary;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * T5's self-attention (Raffel et al. 2020, section 2.1) on a packed projection {@code [sample, sequence, 3*width]}: scores
 * are not scaled, and a number per head is added that depends on how far a key is from its query. Parameter: weight
 * {@code [buckets, heads]}; T5 shares one among all blocks of its encoder, and one among those of its decoder.
 *
 * @param causal whether position i sees positions 0..i alone; then no bucket is for keys ahead
 */
public record RelativeAttention(long heads, long headSize, boolean causal, long buckets, long largestDistance)
        implements Operator {
    public RelativeAttention {
        Sizes.positive("RelativeAttention", "heads", heads);
        Sizes.positive("RelativeAttention", "head size", headSize);
        Sizes.atLeast(4, "RelativeAttention", "buckets", buckets);
        Sizes.even("RelativeAttention", "buckets", buckets);
        Sizes.atLeast(buckets, "RelativeAttention", "largest distance", largestDistance);
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
                    Sentence.of("engine.operator.relative_attention", heads, headSize, 3 * heads * headSize, shape));
        }
        return List.of(TensorSpec.float32(shape.with(2, heads * headSize)));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.canonical("weight", Shape.of(buckets, heads), new Initialization.Normal(0.02)));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        if (ranks.divide(heads)) {
            Distribution packed = new Shard(2, sections(0));
            Distribution columns = Distribution.shard(1);
            found.add(new Division(
                    Division.Kind.HEADS,
                    new RelativeAttention(heads / ranks.count(), headSize, causal, buckets, largestDistance),
                    List.of(packed),
                    List.of(packed),
                    List.of(Distribution.shard(2)),
                    List.of(columns),
                    List.of(columns)));
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
        long sequence = shape.size(1);
        AttentionShape sizes = new AttentionShape(
                shape.size(0), sequence, sequence, heads, heads, headSize, true, causal, false, type);
        Buckets distances = new Buckets(buckets, largestDistance, !causal);
        Operand packed = new Operand.Input(0);
        // Forward's bias and backward's gradient of it: each lives within its own sequence.
        Operand bias = new Temporary(0);
        return new Lowering(
                List.of(sizes.probabilities()),
                List.of(sizes.bias()),
                List.of(
                        of(new PositionBias(heads, sequence, sequence, distances, type), new Parameter(0), bias),
                        of(new Attention(sizes, true), packed, bias, new Saved(0), new Operand.Output(0))),
                List.of(of(
                        new AttentionGradient(sizes),
                        packed,
                        new Saved(0),
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of(
                        of(new AttentionBiasGradient(sizes), packed, new Saved(0), new OutputGradient(0), bias),
                        of(
                                new PositionBiasGradient(heads, sequence, sequence, distances, type),
                                bias,
                                new ParameterGradient(0))),
                Map.of());
    }
}
