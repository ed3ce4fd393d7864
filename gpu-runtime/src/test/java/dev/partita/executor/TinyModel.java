package dev.partita.executor;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.Conv2d;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dropout;
import dev.partita.operator.Embedding;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.SelfAttention;
import dev.partita.operator.SequenceToImage;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.Map;

/** One transformer block and one convolution block with a tied embedding: every trained kernel in a few thousand weights. */
final class TinyModel {
    static final int SEQUENCE = 16;
    static final int TARGETS = 4;
    static final int VOCABULARY = 24;
    private static final int WIDTH = 8;

    private TinyModel() {}

    static ModelGraph build() {
        GraphBuilder graph = new GraphBuilder("tiny");
        Normal small = new Normal(0.3);
        Port tokens = graph.add("tokens", new Input("tokens", Shape.of(SEQUENCE), DataType.INT32));
        Port targets = graph.add("targets", new Input("targets", Shape.of(TARGETS), DataType.INT32));
        Port x = graph.add("embedding", new Embedding(VOCABULARY, WIDTH, small), tokens);
        x = graph.add("positions", new PositionEmbedding(SEQUENCE, WIDTH, small), x);
        x = graph.add("dropout", new Dropout(0.1), x);
        x = transformerBlock(graph, small, x);
        x = convolutionBlock(graph, small, x);
        x = graph.addShared(
                "head", new Linear(WIDTH, VOCABULARY, false, small), Map.of("weight", "embedding.weight"), x);
        graph.add("loss", new CrossEntropyLoss(), x, targets);
        return graph.build();
    }

    private static Port transformerBlock(GraphBuilder graph, Normal small, Port x) {
        Port y = graph.add("block/0/norm", new LayerNorm(WIDTH, 1e-5), x);
        y = graph.add("block/0/qkv", new Linear(WIDTH, 3 * WIDTH, true, small), y);
        y = graph.add("block/0/attention", new SelfAttention(2, WIDTH / 2, true), y);
        y = graph.add("block/0/projection", new Linear(WIDTH, WIDTH, true, small), y);
        y = graph.add("block/0/dropout", new Dropout(0.2), y);
        x = graph.add("block/0/add", new Add(), x, y);
        y = graph.add("block/0/mlp/norm", new LayerNorm(WIDTH, 1e-5), x);
        y = graph.add("block/0/mlp/up", new Linear(WIDTH, 2 * WIDTH, true, small), y);
        y = graph.add("block/0/mlp/gelu", new Activation(Function.GELU_TANH), y);
        y = graph.add("block/0/mlp/down", new Linear(2 * WIDTH, WIDTH, true, small), y);
        return graph.add("block/0/mlp/add", new Add(), x, y);
    }

    private static Port convolutionBlock(GraphBuilder graph, Normal small, Port x) {
        Port image = graph.add("image", new SequenceToImage(4, 4), x);
        Port y = graph.add("conv/first", new Conv2d(WIDTH, WIDTH, 3, 1, 1, 2, small), image);
        y = graph.add("conv/norm", new BatchNorm2d(WIDTH, 1e-5), y);
        y = graph.add("conv/relu", new Activation(Function.RELU), y);
        y = graph.add("conv/response", new LocalResponseNorm(3, 1e-2, 0.75, 2), y);
        y = graph.add("conv/add", new Add(), image, y);
        y = graph.add("conv/pool", new MaxPool2d(2, 2), y);
        return graph.add("sequence", new ImageToSequence(), y);
    }
}
