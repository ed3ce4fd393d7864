package dev.partita.project;

import dev.partita.graph.GraphEdit;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchMatMul;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.Cast;
import dev.partita.operator.Concat;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.DotProductAttention;
import dev.partita.operator.Dropout;
import dev.partita.operator.Elementwise;
import dev.partita.operator.Embedding;
import dev.partita.operator.Flatten;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.Opaque;
import dev.partita.operator.Permute;
import dev.partita.operator.Pool2d;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.Reduce;
import dev.partita.operator.Reshape;
import dev.partita.operator.SelfAttention;
import dev.partita.operator.SequenceToImage;
import dev.partita.operator.Slice;
import dev.partita.operator.Softmax;
import dev.partita.operator.Split;
import java.util.Map;

/** The words of the file format for what a drawing is made of. */
final class GraphWords {
    static final Map<Class<?>, String> KINDS = Map.ofEntries(
            Map.entry(GraphEdit.Add.class, "add"),
            Map.entry(GraphEdit.Remove.class, "remove"),
            Map.entry(GraphEdit.Connect.class, "connect"),
            Map.entry(GraphEdit.Rename.class, "rename"),
            Map.entry(GraphEdit.Group.class, "group"),
            Map.entry(GraphEdit.Ungroup.class, "ungroup"),
            Map.entry(GraphEdit.Change.class, "change"),
            Map.entry(GraphEdit.Repeat.class, "repeat"),
            Map.entry(Initialization.Normal.class, "normal"),
            Map.entry(Initialization.Uniform.class, "uniform"),
            Map.entry(Initialization.Constant.class, "constant"),
            Map.entry(Input.class, "input"),
            Map.entry(Embedding.class, "embedding"),
            Map.entry(PositionEmbedding.class, "position_embedding"),
            Map.entry(Linear.class, "linear"),
            Map.entry(SelfAttention.class, "self_attention"),
            Map.entry(LayerNorm.class, "layer_norm"),
            Map.entry(BatchNorm2d.class, "batch_norm2d"),
            Map.entry(LocalResponseNorm.class, "local_response_norm"),
            Map.entry(Conv2d.class, "conv2d"),
            Map.entry(MaxPool2d.class, "max_pool2d"),
            Map.entry(Activation.class, "activation"),
            Map.entry(Dropout.class, "dropout"),
            Map.entry(Add.class, "add"),
            Map.entry(Flatten.class, "flatten"),
            Map.entry(SequenceToImage.class, "sequence_to_image"),
            Map.entry(ImageToSequence.class, "image_to_sequence"),
            Map.entry(CrossEntropyLoss.class, "cross_entropy_loss"),
            Map.entry(Elementwise.class, "elementwise"),
            Map.entry(BatchMatMul.class, "batch_mat_mul"),
            Map.entry(Softmax.class, "softmax"),
            Map.entry(Reduce.class, "reduce"),
            Map.entry(Permute.class, "permute"),
            Map.entry(Reshape.class, "reshape"),
            Map.entry(Slice.class, "slice"),
            Map.entry(Split.class, "split"),
            Map.entry(Concat.class, "concat"),
            Map.entry(Cast.class, "cast"),
            Map.entry(Pool2d.class, "pool2d"),
            Map.entry(Convolution.class, "convolution"),
            Map.entry(DotProductAttention.class, "dot_product_attention"),
            Map.entry(Opaque.class, "opaque"));

    private GraphWords() {}
}
