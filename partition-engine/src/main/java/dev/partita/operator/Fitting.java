package dev.partita.operator;

import dev.partita.tensor.Shape;

/** Gives operators the sizes of what arrives at them. */
public final class Fitting {
    private Fitting() {}

    /** The operator with the sizes of its first input, where they follow from that; otherwise as it is. */
    public static Operator to(Operator operator, Shape arriving) {
        if (arriving.rank() < 2) {
            return operator;
        }
        long last = arriving.size(-1);
        return switch (operator) {
            case Linear linear -> new Linear(last, linear.outputs(), linear.bias(), linear.weightInitialization());
            case LayerNorm norm -> new LayerNorm(last, norm.epsilon());
            case PositionEmbedding positions
            when arriving.rank() == 3 -> new PositionEmbedding(arriving.size(1), last, positions.initialization());
            case BatchNorm2d norm when arriving.rank() == 4 -> new BatchNorm2d(arriving.size(1), norm.epsilon());
            case Conv2d c
            when arriving.rank() == 4 && arriving.size(1) % c.groups() == 0 ->
                new Conv2d(
                        arriving.size(1),
                        c.outputs(),
                        c.kernel(),
                        c.stride(),
                        c.padding(),
                        c.groups(),
                        c.weightInitialization());
            case ClassToken token when arriving.rank() == 3 -> new ClassToken(last, token.initialization());
            case Convolution c
            when arriving.rank() == c.kernel().size() + 2 && arriving.size(1) % c.groups() == 0 ->
                new Convolution(
                        arriving.size(1),
                        c.outputs(),
                        c.kernel(),
                        c.stride(),
                        c.padding(),
                        c.dilation(),
                        c.groups(),
                        c.bias());
            case SelfAttention attention
            when last % (3 * attention.heads()) == 0 ->
                new SelfAttention(attention.heads(), last / (3 * attention.heads()), attention.causal());
            case RmsNorm norm -> new RmsNorm(last, norm.epsilon());
            case GroupedQueryAttention attention
            when last % (attention.heads() + 2 * attention.keyHeads()) == 0 ->
                new GroupedQueryAttention(
                        attention.heads(),
                        attention.keyHeads(),
                        last / (attention.heads() + 2 * attention.keyHeads()),
                        attention.causal());
            case RelativeAttention attention
            when last % (3 * attention.heads()) == 0 ->
                new RelativeAttention(
                        attention.heads(),
                        last / (3 * attention.heads()),
                        attention.causal(),
                        attention.buckets(),
                        attention.largestDistance());
            case CrossAttention attention
            when last % attention.heads() == 0 ->
                new CrossAttention(attention.heads(), last / attention.heads(), attention.scaled());
            case SequenceToImage image
            when arriving.rank() == 3 && arriving.size(1) != image.height() * image.width() -> square(arriving.size(1));
            default -> operator;
        };
    }

    /** The most nearly square image of this many pixels. */
    public static SequenceToImage square(long pixels) {
        long height = (long) Math.sqrt((double) pixels);
        while (pixels % height != 0) {
            height--;
        }
        return new SequenceToImage(height, pixels / height);
    }
}
