package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.Flatten;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.MeanSquaredErrorLoss;
import dev.partita.operator.SoftCrossEntropyLoss;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;

/**
 * The network of AlphaGo Zero (Silver et al. 2017, methods): one convolution, a tower of residual blocks, and two heads
 * that look at it, a policy over all points and passing, and a value of the position. Its loss is the sum of both heads':
 * cross-entropy against the search's visits and the squared error of the game's result; the paper's third term, L2, is
 * the optimizer's weight decay.
 *
 * @param size points along a side of the board
 * @param planes own stones, opponent's stones of the last positions, and whose turn it is
 * @param width channels of the tower
 * @param hidden width of the value head's hidden layer
 */
public record AlphaGoZero(long size, long planes, long width, int blocks, long hidden) {
    private static final double EPSILON = 1e-5;
    private static final Initialization SMALL = new Initialization.Normal(0.01);

    /**
     * The model with its losses, reading {@code planes}, {@code policy} (a share for every point, then passing) and
     * {@code value} (-1 to 1).
     */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port board = graph.add("planes", new Input("planes", Shape.of(planes, size, size), DataType.FLOAT32));
        Port visits = graph.add("visits", new Input("policy", Shape.of(moves()), DataType.FLOAT32));
        Port result = graph.add("result", new Input("value", Shape.of(1), DataType.FLOAT32));
        Port x = convolution(graph, "stem/", planes, width, 3, board);
        for (int block = 0; block < blocks; block++) {
            x = block(graph, "tower/" + block + "/", x);
        }
        Port policy = convolution(graph, "policy/", width, 2, 1, x);
        policy = graph.add("policy/flatten", new Flatten(), policy);
        policy = graph.add("policy/linear", new Linear(2 * size * size, moves(), true, SMALL), policy);
        graph.add("policy/loss", new SoftCrossEntropyLoss(), policy, visits);
        Port value = convolution(graph, "value/", width, 1, 1, x);
        value = graph.add("value/flatten", new Flatten(), value);
        Initialization he = new Initialization.Normal(Math.sqrt(2.0) / size);
        value = graph.add("value/hidden", new Linear(size * size, hidden, true, he), value);
        value = graph.add("value/relu2", new Activation(Function.RELU), value);
        value = graph.add("value/linear", new Linear(hidden, 1, true, SMALL), value);
        value = graph.add("value/tanh", new Activation(Function.TANH), value);
        graph.add("value/loss", new MeanSquaredErrorLoss(), value, result);
        return graph.build();
    }

    private long moves() {
        return size * size + 1;
    }

    private Port block(GraphBuilder graph, String scope, Port x) {
        Port y = convolution(graph, scope + "first/", width, width, 3, x);
        y = graph.add(scope + "second/conv", Convolution.withoutBias(width, width, 3, 1, 1), y);
        y = graph.add(scope + "second/norm", new BatchNorm2d(width, EPSILON), y);
        y = graph.add(scope + "add", new Add(), y, x);
        return graph.add(scope + "relu", new Activation(Function.RELU), y);
    }

    private static Port convolution(GraphBuilder graph, String scope, long inputs, long outputs, long kernel, Port x) {
        Port y = graph.add(scope + "conv", Convolution.withoutBias(inputs, outputs, kernel, 1, kernel / 2), x);
        y = graph.add(scope + "norm", new BatchNorm2d(outputs, EPSILON), y);
        return graph.add(scope + "relu", new Activation(Function.RELU), y);
    }
}
