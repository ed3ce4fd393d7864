package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.ClassToken;
import dev.partita.operator.Conv2d;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.SelfAttention;
import dev.partita.operator.Slice;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;

/**
 * The vision transformer of Dosovitskiy et al. 2021: patches as a strided convolution, a class token in front, learned
 * positions, blocks that normalize before attention and before the MLP, and a classifier that reads the class token. GELU
 * is exact and normalization adds 1e-6, as in torchvision; dropout is left out.
 *
 * @param size height and width of an image, a multiple of {@code patch}
 * @param layers encoder blocks
 * @param width of the residual stream
 * @param style where later models differ from the published ones
 */
public record VisionTransformer(
        long size, long channels, long patch, int layers, long width, long heads, long classes, Style style) {
    private static final Initialization WEIGHTS = new Normal(0.02);
    private static final double EPSILON = 1e-6;

    /** With the blocks of the published models. */
    public VisionTransformer(long size, long channels, long patch, int layers, long width, long heads, long classes) {
        this(
                size,
                channels,
                patch,
                layers,
                width,
                heads,
                classes,
                new Style(4 * width, Function.GELU, EPSILON, WEIGHTS));
    }

    /** The model with its loss, reading {@code image} and int32 {@code label}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port image = graph.add("image", new Input("image", Shape.of(channels, size, size), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Initialization patches = new Normal(1 / Math.sqrt((double) channels * patch * patch));
        Port x = graph.add("patches/conv", new Conv2d(channels, width, patch, patch, 0, 1, patches), image);
        x = graph.add("patches/sequence", new ImageToSequence(), x);
        x = graph.add("class_token", new ClassToken(width, Initialization.ZEROS), x);
        long sequence = size / patch * (size / patch) + 1;
        x = graph.add("positions", new PositionEmbedding(sequence, width, style.weights()), x);
        for (int block = 0; block < layers; block++) {
            x = attention(graph, "encoder/" + block + "/attention/", x);
            x = mlp(graph, "encoder/" + block + "/mlp/", x);
        }
        x = graph.add("norm", new LayerNorm(width, style.epsilon()), x);
        x = graph.add("head/class", new Slice(1, 0, 1, true), x);
        x = graph.add("head/linear", new Linear(width, classes, true, style.weights()), x);
        graph.add("loss", new CrossEntropyLoss(), x, label);
        return graph.build();
    }

    private Port attention(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "norm", new LayerNorm(width, style.epsilon()), stream);
        x = graph.add(scope + "qkv", new Linear(width, 3 * width, true, style.weights()), x);
        x = graph.add(scope + "attention", new SelfAttention(heads, width / heads, false), x);
        x = graph.add(scope + "projection", new Linear(width, width, true, style.weights()), x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private Port mlp(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "norm", new LayerNorm(width, style.epsilon()), stream);
        x = graph.add(scope + "up", new Linear(width, style.hidden(), true, style.weights()), x);
        x = graph.add(scope + "gelu", new Activation(style.activation()), x);
        x = graph.add(scope + "down", new Linear(style.hidden(), width, true, style.weights()), x);
        return graph.add(scope + "add", new Add(), stream, x);
    }
}
