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
import dev.partita.operator.MaxPool2d;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Stacks of 3 x 3 convolutions between poolings 2 by 2 (Simonyan and Zisserman 2015), then three fully connected layers
 * with dropout 0.5 between them. Weights are drawn as He et al. 2015 proposes, because the paper starts deep ones from
 * trained shallow ones.
 *
 * @param size height and width of an image
 * @param stacks output channels of the convolutions before each pooling
 * @param hidden width of the first two fully connected layers
 */
public record Vgg(long size, long channels, List<List<Long>> stacks, long hidden, long classes) {
    public Vgg {
        stacks = stacks.stream().map(List::copyOf).toList();
    }

    /** The sizes of the paper's Table 1, by how many convolutions each stack has. */
    static Vgg published(int... depths) {
        long[] widths = {64, 128, 256, 512, 512};
        List<List<Long>> stacks = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            stacks.add(Collections.nCopies(depths[i], widths[i]));
        }
        return new Vgg(224, 3, stacks, 4096, 1000);
    }

    /** The model with its loss, reading {@code image} and int32 {@code label}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port image = graph.add("image", new Input("image", Shape.of(channels, size, size), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Port x = image;
        long inputs = channels;
        long pixels = size;
        for (int stack = 0; stack < stacks.size(); stack++) {
            String scope = "";
            for (int i = 0; i < stacks.get(stack).size(); i++) {
                scope = "conv" + (stack + 1) + "_" + (i + 1) + "/";
                long outputs = stacks.get(stack).get(i);
                x = graph.add(scope + "conv", new Conv2d(inputs, outputs, 3, 1, 1, 1, AlexNet.he(9 * inputs)), x);
                x = graph.add(scope + "relu", new Activation(Function.RELU), x);
                inputs = outputs;
            }
            x = graph.add(scope + "pool", new MaxPool2d(2, 2), x);
            pixels /= 2;
        }
        x = graph.add("fc6/flatten", new Flatten(), x);
        x = hiddenLayer(graph, "fc6/", inputs * pixels * pixels, x);
        x = hiddenLayer(graph, "fc7/", hidden, x);
        x = graph.add("fc8/linear", new Linear(hidden, classes, true, new Initialization.Normal(0.01)), x);
        graph.add("loss", new CrossEntropyLoss(), x, label);
        return graph.build();
    }

    private Port hiddenLayer(GraphBuilder graph, String scope, long inputs, Port x) {
        Port y = graph.add(scope + "linear", new Linear(inputs, hidden, true, AlexNet.he(inputs)), x);
        y = graph.add(scope + "relu", new Activation(Function.RELU), y);
        return graph.add(scope + "dropout", new Dropout(0.5), y);
    }
}
