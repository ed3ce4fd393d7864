package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.Pool2d;
import dev.partita.operator.Reduce;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;

/**
 * Residual networks of He et al. 2016: convolutions without bias, each with a batch norm, in blocks that add their input
 * to what they compute. The first block of every stage but the first halves the image; where input and output differ, a
 * strided 1 x 1 convolution stands in the shortcut (the paper's option B).
 *
 * <p>Against the paper: in a bottleneck the 3 x 3 convolution strides, as in torchvision, not the 1 x 1 before it.
 *
 * @param size height and width of an image
 * @param bottleneck whether a block is 1 x 1, 3 x 3, 1 x 1 with four times as many channels at its end, or twice 3 x 3
 * @param stages how many blocks have 1, 2, 4, ... times {@code width} channels
 * @param large whether the first convolution is 7 x 7 by 2 with a pooling behind it, for images of a hundred pixels on
 */
public record ResNet(
        long size, long channels, boolean bottleneck, List<Integer> stages, long width, boolean large, long classes) {
    private static final double EPSILON = 1e-5;
    private static final long EXPANSION = 4;

    public ResNet {
        stages = List.copyOf(stages);
    }

    /** The model with its loss, reading {@code image} and int32 {@code label}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port image = graph.add("image", new Input("image", Shape.of(channels, size, size), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Port x = stem(graph, image);
        long inputs = width;
        int number = 0;
        for (int stage = 0; stage < stages.size(); stage++) {
            for (int block = 0; block < stages.get(stage); block++) {
                long stride = stage > 0 && block == 0 ? 2 : 1;
                x = block(graph, "block/" + number++ + "/", inputs, width << stage, stride, x);
                inputs = outputs(width << stage);
            }
        }
        x = graph.add("head/pool", new Reduce("GlobalAveragePool", List.of(2, 3), false), x);
        x = graph.add("head/linear", new Linear(inputs, classes, true, new Initialization.Normal(0.01)), x);
        graph.add("loss", new CrossEntropyLoss(), x, label);
        return graph.build();
    }

    private Port stem(GraphBuilder graph, Port image) {
        Port x = large
                ? convolution(graph, "stem/", "", channels, width, 7, 2, image)
                : convolution(graph, "stem/", "", channels, width, 3, 1, image);
        x = graph.add("stem/relu", new Activation(Function.RELU), x);
        return large ? graph.add("stem/pool", Pool2d.square(Pool2d.MAX, 3, 2, 1), x) : x;
    }

    private long outputs(long blockWidth) {
        return bottleneck ? EXPANSION * blockWidth : blockWidth;
    }

    private Port block(GraphBuilder graph, String scope, long inputs, long blockWidth, long stride, Port x) {
        long outputs = outputs(blockWidth);
        Port y = bottleneck
                ? convolution(graph, scope, "1", inputs, blockWidth, 1, 1, x)
                : convolution(graph, scope, "1", inputs, blockWidth, 3, stride, x);
        y = graph.add(scope + "relu1", new Activation(Function.RELU), y);
        y = convolution(graph, scope, "2", blockWidth, blockWidth, 3, bottleneck ? stride : 1, y);
        if (bottleneck) {
            y = graph.add(scope + "relu2", new Activation(Function.RELU), y);
            y = convolution(graph, scope, "3", blockWidth, outputs, 1, 1, y);
        }
        Port shortcut = inputs == outputs && stride == 1
                ? x
                : convolution(graph, scope + "shortcut/", "", inputs, outputs, 1, stride, x);
        y = graph.add(scope + "add", new Add(), y, shortcut);
        return graph.add(scope + "relu", new Activation(Function.RELU), y);
    }

    private static Port convolution(
            GraphBuilder graph,
            String scope,
            String number,
            long inputs,
            long outputs,
            long kernel,
            long stride,
            Port x) {
        Convolution convolution = Convolution.withoutBias(inputs, outputs, kernel, stride, kernel / 2);
        Port y = graph.add(scope + "conv" + number, convolution, x);
        return graph.add(scope + "norm" + number, new BatchNorm2d(outputs, EPSILON), y);
    }
}
