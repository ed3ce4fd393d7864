package dev.partita.reference;

import dev.partita.operator.Combine;
import dev.partita.operator.CrossAttention;
import dev.partita.operator.Dispatch;
import dev.partita.operator.GroupedQueryAttention;
import dev.partita.operator.LoadBalancingLoss;
import dev.partita.operator.MaskedCrossEntropyLoss;
import dev.partita.operator.RelativeAttention;
import dev.partita.operator.RmsNorm;
import dev.partita.operator.RotaryPositions;
import dev.partita.operator.SwiGlu;
import dev.partita.reference.OperatorCases.Layer;
import dev.partita.reference.OperatorCases.Sizes;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** Layers of text models for {@link OperatorCases}. */
final class TextOperatorCases {
    private TextOperatorCases() {}

    static Layer rmsNorm(Sizes sizes) {
        long width = sizes.between(2, 9);
        return Layer.of(new RmsNorm(width, sizes.everyOther() ? 1e-5 : 0.1), sizes.rowsOf(width));
    }

    /** Every other case has elements behind the heads that stay as they are. */
    static Layer rotaryPositions(Sizes sizes) {
        long heads = sizes.upTo(3);
        long headSize = 2 * sizes.upTo(4);
        long width = heads * headSize + (sizes.everyOther() ? sizes.upTo(5) : 0);
        return Layer.of(
                new RotaryPositions(heads, headSize, 100), TensorSpec.float32(sizes.upTo(3), sizes.upTo(7), width));
    }

    static Layer groupedQueryAttention(Sizes sizes) {
        GroupedQueryAttention attention = attention(sizes.upTo(3), sizes.upTo(3), sizes.upTo(5), sizes.everyOther());
        return Layer.of(attention, TensorSpec.float32(sizes.upTo(3), sizes.between(2, 7), attention.packedWidth()));
    }

    private static GroupedQueryAttention attention(long keyHeads, long group, long headSize, boolean causal) {
        return new GroupedQueryAttention(keyHeads * group, keyHeads, headSize, causal);
    }

    static Layer relativeAttention(Sizes sizes) {
        long heads = sizes.upTo(3);
        long headSize = sizes.upTo(4);
        return Layer.of(
                new RelativeAttention(heads, headSize, sizes.everyOther(), 4, 6),
                TensorSpec.float32(sizes.upTo(3), sizes.between(2, 9), 3 * heads * headSize));
    }

    static Layer crossAttention(Sizes sizes) {
        long heads = sizes.upTo(3);
        long headSize = sizes.upTo(5);
        long samples = sizes.upTo(3);
        return Layer.of(
                new CrossAttention(heads, headSize, sizes.everyOther()),
                TensorSpec.float32(samples, sizes.between(2, 7), heads * headSize),
                TensorSpec.float32(samples, sizes.between(2, 7), 2 * heads * headSize));
    }

    static Layer swiGlu(Sizes sizes) {
        TensorSpec both = sizes.rowsOf(5);
        return Layer.of(new SwiGlu(), both, both);
    }

    /** Every other case has room for all tokens. */
    static Layer dispatch(Sizes sizes) {
        long experts = sizes.between(2, 5);
        Dispatch dispatch = new Dispatch(experts, sizes.between(2, (int) experts), sizes.everyOther() ? 0.7 : experts);
        long samples = sizes.upTo(3);
        long sequence = sizes.between(2, 5);
        return Layer.of(
                dispatch,
                TensorSpec.float32(samples, sequence, sizes.upTo(5)),
                TensorSpec.float32(samples, sequence, experts));
    }

    static Layer combine(Sizes sizes) {
        Layer sent = dispatch(sizes);
        Dispatch dispatch = (Dispatch) sent.operator();
        List<TensorSpec> inputs = new ArrayList<>(List.of(sent.inputs().get(1)));
        inputs.addAll(dispatch.infer(sent.inputs(), 1));
        return new Layer(new Combine(dispatch.experts(), dispatch.choices(), dispatch.capacityFactor()), inputs);
    }

    /** Fewer choices than experts: who chooses all of them is balanced whatever the logits are. */
    static Layer loadBalancingLoss(Sizes sizes) {
        long experts = sizes.between(3, 6);
        return Layer.of(
                new LoadBalancingLoss(experts, sizes.between(2, (int) experts - 1), 0.5),
                TensorSpec.float32(sizes.upTo(3), sizes.between(2, 5), experts));
    }

    static Layer maskedCrossEntropyLoss(Sizes sizes) {
        TensorSpec logits = sizes.rowsOf(sizes.between(2, 9));
        List<Long> rows = logits.shape().dimensions().subList(0, logits.shape().rank() - 1);
        return Layer.of(
                new MaskedCrossEntropyLoss(sizes.upTo(3)), logits, new TensorSpec(new Shape(rows), DataType.INT32));
    }
}
