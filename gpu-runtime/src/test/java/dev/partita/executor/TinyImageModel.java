package dev.partita.executor;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchMatMul;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.ClassToken;
import dev.partita.operator.Concat;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.MeanSquaredErrorLoss;
import dev.partita.operator.Permute;
import dev.partita.operator.Pool2d;
import dev.partita.operator.Reduce;
import dev.partita.operator.Reshape;
import dev.partita.operator.Slice;
import dev.partita.operator.SoftCrossEntropyLoss;
import dev.partita.operator.Softmax;
import dev.partita.operator.Split;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;

/** A residual block, four ways side by side, a class token and three losses: what models of images are made of. */
final class TinyImageModel {
    private static final Normal SMALL = new Normal(0.3);
    private static final long WIDTH = 6;

    private TinyImageModel() {}

    static ModelGraph build() {
        GraphBuilder graph = new GraphBuilder("tiny image");
        Port image = graph.add("image", new Input("image", Shape.of(2, 6, 6), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.of(1), DataType.INT32));
        Port shares = graph.add("shares", new Input("shares", Shape.of(4), DataType.FLOAT32));
        Port value = graph.add("value", new Input("value", Shape.of(1), DataType.FLOAT32));
        Port x = residual(graph, ways(graph, image));
        Port pooled = graph.add("pooled", new Reduce("GlobalAveragePool", List.of(2, 3), false), x);
        Port result = graph.add("value/linear", new Linear(WIDTH, 1, true, SMALL), pooled);
        result = graph.add("value/tanh", new Activation(Function.TANH), result);
        graph.add("value/loss", new MeanSquaredErrorLoss(), result, value);
        Port tokens = graph.add("tokens", new ImageToSequence(), x);
        tokens = graph.add("mixed", new BatchMatMul(), attention(graph, tokens), tokens);
        tokens = graph.add("class", new ClassToken(WIDTH, SMALL), tokens);
        Port first = graph.add("first", new Slice(1, 0, 1, true), tokens);
        Port policy = graph.add("policy/linear", new Linear(WIDTH, 4, true, SMALL), first);
        graph.add("policy/loss", new SoftCrossEntropyLoss(), policy, shares);
        Port rest = graph.add("rest", new Reduce("ReduceSum", List.of(1), true), tokens);
        rest = graph.add("head", new Linear(WIDTH, TinyModel.VOCABULARY, true, SMALL), rest);
        graph.add("loss", new CrossEntropyLoss(), rest, label);
        return graph.build();
    }

    private static Port ways(GraphBuilder graph, Port image) {
        Port a = graph.add("ways/conv", Convolution.withoutBias(2, 4, 3, 1, 1), image);
        a = graph.add("ways/grouped", new Conv2d(4, 4, 3, 1, 1, 2, SMALL), a);
        Port b = graph.add("ways/pool", Pool2d.square(Pool2d.MAX, 3, 1, 1), image);
        Port joined = graph.add("ways/concat", new Concat(1, 2), a, b);
        return graph.add("ways/mean", Pool2d.square(Pool2d.MEAN, 2, 2, 0), joined);
    }

    private static Port residual(GraphBuilder graph, Port x) {
        Port y = graph.add("block/conv", Convolution.withoutBias(WIDTH, WIDTH, 3, 1, 1), x);
        y = graph.add("block/norm", new BatchNorm2d(WIDTH, 1e-5), y);
        y = graph.add("block/gelu", new Activation(Function.GELU), y);
        y = graph.add("block/last", new Conv2d(WIDTH, WIDTH, 1, 1, 0, 1, SMALL), y);
        return graph.add("block/add", new Add(), x, y);
    }

    /** Nine positions that look at each other: {@code [sample, 9, 9]}, by way of a tensor of four axes. */
    private static Port attention(GraphBuilder graph, Port tokens) {
        Port heads = graph.add("attention/heads", new Reshape(List.of(0L, 0L, 2L, -1L)), tokens);
        Port whole = graph.add("attention/whole", new Reshape(List.of(0L, 0L, -1L)), heads);
        Port halves = graph.add("attention/split", new Split(2, List.of(3L, 3L)), whole);
        Port keys = graph.add("attention/keys", new Permute(List.of(0, 2, 1)), new Port(halves.layer(), 1));
        Port scores = graph.add("attention/scores", new BatchMatMul(), halves, keys);
        return graph.add("attention/softmax", new Softmax(-1), scores);
    }
}
