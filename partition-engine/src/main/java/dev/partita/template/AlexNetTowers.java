package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Concat;
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
import java.util.Map;

/**
 * AlexNet as its authors cut it over two GPUs (Krizhevsky et al. 2012, section 3.2): two towers with half of the maps and
 * of the hidden units each. Convolutions 2, 4 and 5 read their own tower; the third and the three fully connected layers
 * read both, so there alone data crosses. {@link AlexNet} is the same model with grouped convolutions.
 *
 * <p>Against the paper: as for {@link AlexNet}; a local response normalization sees the maps of its own tower; and the
 * last layer, which ends in one softmax, is whole on the first GPU instead of halved.
 *
 * @param whole the model of which each tower is a half
 */
public record AlexNetTowers(AlexNet whole) {
    private static final long POOL_WINDOW = 3;
    private static final long POOL_STRIDE = 2;

    /** Where the towers and what joins them belong, by scope. */
    static final Map<String, Integer> PLACEMENT = Map.of("tower0", 0, "tower1", 1, "fc8", 0, "loss", 0);

    /** The model with its loss, reading {@code image} and int32 {@code label}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Shape sample = Shape.of(whole.channels(), whole.size(), whole.size());
        Port image = graph.add("image", new Input("image", sample, DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Port[] towers = {early(graph, "tower0/", image), early(graph, "tower1/", image)};
        towers = both(graph, towers, "conv3/", (scope, x) -> late(graph, scope, x));
        towers = both(graph, towers, "fc6/", (scope, x) -> hidden(graph, scope + "fc6/", whole.flattened(), x));
        towers = both(graph, towers, "fc7/", (scope, x) -> hidden(graph, scope + "fc7/", whole.hidden(), x));
        Port x = graph.add("fc8/concat", new Concat(1, 2), towers);
        Linear last = new Linear(whole.hidden(), whole.classes(), true, new Initialization.Normal(0.01));
        x = graph.add("fc8/linear", last, x);
        graph.add("loss", new CrossEntropyLoss(), x, label);
        return graph.build();
    }

    /** What a tower makes of both towers' output. */
    @FunctionalInterface
    private interface Layers {
        Port of(String scope, Port x);
    }

    private static Port[] both(GraphBuilder graph, Port[] towers, String scope, Layers layers) {
        Port[] next = new Port[2];
        for (int tower = 0; tower < 2; tower++) {
            String own = "tower" + tower + "/";
            next[tower] = layers.of(own, graph.add(own + scope + "concat", new Concat(1, 2), towers));
        }
        return next;
    }

    private Port early(GraphBuilder graph, String tower, Port image) {
        AlexNet.First first = whole.first();
        Port x = convolution(
                graph, tower + "conv1/", whole.channels(), 0, first.kernel(), first.stride(), first.padding(), image);
        x = pool(graph, tower + "conv1/", norm(graph, tower + "conv1/", x));
        x = convolution(graph, tower + "conv2/", half(0), 1, 5, 1, 2, x);
        return pool(graph, tower + "conv2/", norm(graph, tower + "conv2/", x));
    }

    private Port late(GraphBuilder graph, String tower, Port joined) {
        Port x = convolution(graph, tower + "conv3/", 2 * half(1), 2, 3, 1, 1, joined);
        x = convolution(graph, tower + "conv4/", half(2), 3, 3, 1, 1, x);
        x = pool(graph, tower + "conv5/", convolution(graph, tower + "conv5/", half(3), 4, 3, 1, 1, x));
        return graph.add(tower + "conv5/flatten", new Flatten(), x);
    }

    private long half(int layer) {
        return whole.maps().get(layer) / 2;
    }

    private Port convolution(
            GraphBuilder graph, String scope, long inputs, int layer, long kernel, long stride, long padding, Port x) {
        Initialization weights = AlexNet.he(inputs * kernel * kernel);
        Port y = graph.add(scope + "conv", new Conv2d(inputs, half(layer), kernel, stride, padding, 1, weights), x);
        return graph.add(scope + "relu", new Activation(Function.RELU), y);
    }

    private static Port norm(GraphBuilder graph, String scope, Port x) {
        return graph.add(scope + "norm", new LocalResponseNorm(5, 1e-4, 0.75, 2), x);
    }

    private static Port pool(GraphBuilder graph, String scope, Port x) {
        return graph.add(scope + "pool", new MaxPool2d(POOL_WINDOW, POOL_STRIDE), x);
    }

    private Port hidden(GraphBuilder graph, String scope, long inputs, Port x) {
        Linear linear = new Linear(inputs, whole.hidden() / 2, true, AlexNet.he(inputs));
        Port y = graph.add(scope + "linear", linear, x);
        y = graph.add(scope + "relu", new Activation(Function.RELU), y);
        return graph.add(scope + "dropout", new Dropout(0.5), y);
    }
}
