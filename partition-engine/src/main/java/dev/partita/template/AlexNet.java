package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Conv2d;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dropout;
import dev.partita.operator.Flatten;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.MaxPool2d;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;

/**
 * The layer sequence of AlexNet (Krizhevsky et al. 2012) at any size: five convolutions with ReLU, local response
 * normalization after the first two, max pooling 3 by 2 after the first, second and fifth, three fully connected layers
 * with dropout 0.5 between them. Convolutions 2, 4 and 5 are grouped in two: the towers of the paper's two GPUs.
 *
 * <p>Against the paper: weights are drawn as He et al. 2015 proposes (normal, variance {@code 2/inputs}) and biases
 * start at 0, because the paper's deviation 0.01 leaves narrow layers without a signal; the normalization divides its
 * alpha by the window of 5, as Caffe and PyTorch do; dropout scales while training instead of while evaluating.
 *
 * @param size height and width of an image
 * @param first the first convolution, whose kernel, stride and padding depend on the image
 * @param maps output channels of the five convolutions
 * @param hidden width of the first two fully connected layers
 */
public record AlexNet(long size, long channels, First first, List<Long> maps, long hidden, long classes) {
    private static final long POOL_WINDOW = 3;
    private static final long POOL_STRIDE = 2;

    /** Kernel, stride and padding of the first convolution. */
    public record First(long kernel, long stride, long padding) {}

    public AlexNet {
        maps = List.copyOf(maps);
    }

    /** The model with its loss, reading {@code image} {@code [sample, channels, size, size]} and int32 {@code label}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port image = graph.add("image", new Input("image", Shape.of(channels, size, size), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Port features = convolutions(graph, image);
        Port x = graph.add("fc6/flatten", new Flatten(), features);
        x = hiddenLayer(graph, "fc6", flattened(), x);
        x = hiddenLayer(graph, "fc7", hidden, x);
        x = graph.add("fc8/linear", new Linear(hidden, classes, true, new Initialization.Normal(0.01)), x);
        graph.add("loss", new CrossEntropyLoss(), x, label);
        return graph.build();
    }

    private Port convolutions(GraphBuilder graph, Port image) {
        Port x = convolution(graph, 1, channels, first.kernel(), first.stride(), first.padding(), 1, image);
        x = pool(graph, 1, norm(graph, 1, x));
        x = convolution(graph, 2, maps.get(0), 5, 1, 2, 2, x);
        x = pool(graph, 2, norm(graph, 2, x));
        x = convolution(graph, 3, maps.get(1), 3, 1, 1, 1, x);
        x = convolution(graph, 4, maps.get(2), 3, 1, 1, 2, x);
        x = convolution(graph, 5, maps.get(3), 3, 1, 1, 2, x);
        return pool(graph, 5, x);
    }

    private Port convolution(
            GraphBuilder graph, int number, long inputs, long kernel, long stride, long padding, long groups, Port x) {
        Initialization weights = he(inputs / groups * kernel * kernel);
        Conv2d convolution = new Conv2d(inputs, maps.get(number - 1), kernel, stride, padding, groups, weights);
        Port y = graph.add("conv" + number + "/conv", convolution, x);
        return graph.add("conv" + number + "/relu", new Activation(Function.RELU), y);
    }

    private static Port norm(GraphBuilder graph, int number, Port x) {
        return graph.add("conv" + number + "/norm", new LocalResponseNorm(5, 1e-4, 0.75, 2), x);
    }

    private static Port pool(GraphBuilder graph, int number, Port x) {
        return graph.add("conv" + number + "/pool", new MaxPool2d(POOL_WINDOW, POOL_STRIDE), x);
    }

    private Port hiddenLayer(GraphBuilder graph, String scope, long inputs, Port x) {
        Port y = graph.add(scope + "/linear", new Linear(inputs, hidden, true, he(inputs)), x);
        y = graph.add(scope + "/relu", new Activation(Function.RELU), y);
        return graph.add(scope + "/dropout", new Dropout(0.5), y);
    }

    /** Elements of one image after the last pooling: every other convolution keeps its image's size. */
    long flattened() {
        long pixels = (size + 2 * first.padding() - first.kernel()) / first.stride() + 1;
        for (int pool = 0; pool < 3; pool++) {
            pixels = (pixels - POOL_WINDOW) / POOL_STRIDE + 1;
        }
        return maps.getLast() * pixels * pixels;
    }

    static Initialization he(long inputs) {
        return new Initialization.Normal(Math.sqrt(2.0 / inputs));
    }
}
