package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * One kind of layer. Tensors between layers carry the microbatch's samples as first dimension and are described in
 * PyTorch's order ({@code [sample, channel, height, width]} for images); in memory images are NHWC, so an operator that
 * mixes the two orders (flatten) lowers to a transpose.
 */
public sealed interface Operator
        permits Input,
                Embedding,
                PositionEmbedding,
                Linear,
                RankOperator,
                SelfAttention,
                LayerNorm,
                BatchNorm2d,
                LocalResponseNorm,
                Conv2d,
                MaxPool2d,
                Activation,
                Dropout,
                Add,
                Flatten,
                SequenceToImage,
                ImageToSequence,
                LossOperator,
                ClassToken,
                RmsNorm,
                RotaryPositions,
                GroupedQueryAttention,
                RelativeAttention,
                CrossAttention,
                SwiGlu,
                Scale,
                Dispatch,
                Combine,
                LoadBalancingLoss,
                BatchMatMul,
                Softmax,
                Permute,
                Reshape,
                Slice,
                Split,
                Concat,
                PlannedOperator {

    /** The field's word for this kind of layer, such as {@code Linear}. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** Whether devices compute it; layers that are planned only cannot be trained yet. */
    default boolean trains() {
        return true;
    }

    /**
     * What it keeps from step to step beside its parameters, in the order of {@link Operand.State}: it is stored with
     * them, no optimizer changes it, and only forward updates it, microbatch by microbatch.
     */
    default List<ParameterSpec> states() {
        return List.of();
    }

    /** How many inputs it takes. */
    int inputCount();

    /**
     * The outputs for a microbatch of {@code samples}; a loss has none.
     *
     * @throws ShapeMismatch if the inputs do not fit, naming both shapes
     */
    List<TensorSpec> infer(List<TensorSpec> inputs, long samples);

    /** The parameters, in the order of {@link Operand.Parameter}. */
    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /** Whether the gradient of the i-th input exists: false for indices and targets. */
    default boolean differentiable(int input) {
        return true;
    }

    /** Whether the i-th input may hold numbers of this type; {@link #infer} is asked only then. */
    default boolean takes(int input, DataType type) {
        return type.floatingPoint();
    }

    /**
     * The ways to divide the layer over the ranks of a mesh axis; that every rank computes all of it is always one more.
     *
     * @param inputs the specs that {@link #infer} accepted
     */
    default List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        return List.of();
    }

    /** The runs in which a divided reader wants the last dimension of its i-th input split; empty if it does not care. */
    default List<Long> sections(int input) {
        return List.of();
    }

    /**
     * The runs in which so many ranks would leave the last dimension of its first output, of an image the channels, other
     * than split as a whole; empty if they would not.
     *
     * @param inputs the specs that {@link #infer} accepted
     */
    default List<Long> runs(List<TensorSpec> inputs, int ranks) {
        return List.of();
    }

    /**
     * The layer as kernels for one microbatch.
     *
     * @param inputs the specs that {@link #infer} accepted
     * @param microbatches how many microbatches make the global batch: losses divide by all their rows
     */
    Lowering lower(List<TensorSpec> inputs, long microbatches);
}
