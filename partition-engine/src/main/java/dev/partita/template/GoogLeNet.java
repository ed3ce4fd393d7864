package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dropout;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.Pool2d;
import dev.partita.operator.Reduce;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;

/** Networks of inception modules: GoogLeNet as its paper's Table 1 lists it, and a small one of the same parts. */
final class GoogLeNet {
    /** A row of Table 1 with its name, and whether a pooling follows. */
    private record Row(String name, Inception module, boolean last) {}

    private static final List<Row> MODULES = List.of(
            new Row("3a", new Inception(64, 96, 128, 16, 32, 32), false),
            new Row("3b", new Inception(128, 128, 192, 32, 96, 64), true),
            new Row("4a", new Inception(192, 96, 208, 16, 48, 64), false),
            new Row("4b", new Inception(160, 112, 224, 24, 64, 64), false),
            new Row("4c", new Inception(128, 128, 256, 24, 64, 64), false),
            new Row("4d", new Inception(112, 144, 288, 32, 64, 64), false),
            new Row("4e", new Inception(256, 160, 320, 32, 128, 128), true),
            new Row("5a", new Inception(256, 160, 320, 32, 128, 128), false),
            new Row("5b", new Inception(384, 192, 384, 48, 128, 128), false));

    private GoogLeNet() {}

    /** Without the two auxiliary classifiers that the paper adds while training. */
    static ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port image = graph.add("image", new Input("image", Shape.of(3, 224, 224), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Port x = Inception.convolution(graph, "conv1/", 3, 64, 7, 2, image);
        x = norm(graph, "conv1/norm", halve(graph, "conv1/pool", x));
        x = Inception.convolution(graph, "conv2/reduce/", 64, 64, 1, 1, x);
        x = norm(graph, "conv2/norm", Inception.convolution(graph, "conv2/", 64, 192, 3, 1, x));
        x = halve(graph, "conv2/pool", x);
        long inputs = 192;
        for (Row row : MODULES) {
            String scope = "inception" + row.name() + "/";
            x = row.module().add(graph, scope, inputs, x);
            x = row.last() ? halve(graph, scope + "last", x) : x;
            inputs = row.module().outputs();
        }
        return classified(graph, x, inputs, 0.4, 1000, label);
    }

    /** Two modules on images of 28 x 28 and one channel. */
    static ModelGraph small(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port image = graph.add("image", new Input("image", Shape.of(1, 28, 28), DataType.FLOAT32));
        Port label = graph.add("label", new Input("label", Shape.SCALAR, DataType.INT32));
        Port x = Inception.convolution(graph, "conv1/", 1, 16, 3, 1, image);
        x = halve(graph, "conv1/pool", x);
        Inception first = new Inception(8, 8, 16, 4, 8, 8);
        x = first.add(graph, "inception2a/", 16, x);
        x = halve(graph, "inception2a/last", x);
        Inception second = new Inception(16, 16, 32, 4, 8, 8);
        x = second.add(graph, "inception3a/", first.outputs(), x);
        return classified(graph, x, second.outputs(), 0, 10, label);
    }

    private static ModelGraph classified(
            GraphBuilder graph, Port features, long width, double dropout, long classes, Port label) {
        Port x = graph.add("head/pool", new Reduce("GlobalAveragePool", List.of(2, 3), false), features);
        x = dropout > 0 ? graph.add("head/dropout", new Dropout(dropout), x) : x;
        x = graph.add("head/linear", new Linear(width, classes, true, new Initialization.Normal(0.01)), x);
        graph.add("loss", new CrossEntropyLoss(), x, label);
        return graph.build();
    }

    /** 3 x 3 by 2; the last window may reach beyond the image, so that 112 becomes 56. */
    private static Port halve(GraphBuilder graph, String id, Port x) {
        return graph.add(id, new Pool2d(Pool2d.MAX, List.of(3L, 3L), List.of(2L, 2L), List.of(0L, 0L), true), x);
    }

    private static Port norm(GraphBuilder graph, String id, Port x) {
        return graph.add(id, new LocalResponseNorm(5, 1e-4, 0.75, 1), x);
    }
}
