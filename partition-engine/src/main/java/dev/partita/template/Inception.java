package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Concat;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Pool2d;

/**
 * One inception module (Szegedy et al. 2015, figure 2b): four ways through a block, of 1 x 1, 3 x 3 and 5 x 5 convolutions
 * and a padded pooling, laid side by side by channels. Each parameter is the output channels of one convolution.
 *
 * @param reduce3 of the 1 x 1 before the 3 x 3
 * @param reduce5 of the 1 x 1 before the 5 x 5
 * @param project of the 1 x 1 behind the pooling
 */
record Inception(long one, long reduce3, long three, long reduce5, long five, long project) {
    long outputs() {
        return one + three + five + project;
    }

    Port add(GraphBuilder graph, String scope, long inputs, Port x) {
        Port a = convolution(graph, scope + "1x1/", inputs, one, 1, 1, x);
        Port b = convolution(graph, scope + "3x3/reduce/", inputs, reduce3, 1, 1, x);
        b = convolution(graph, scope + "3x3/", reduce3, three, 3, 1, b);
        Port c = convolution(graph, scope + "5x5/reduce/", inputs, reduce5, 1, 1, x);
        c = convolution(graph, scope + "5x5/", reduce5, five, 5, 1, c);
        Port d = graph.add(scope + "pool/pool", Pool2d.square(Pool2d.MAX, 3, 1, 1), x);
        d = convolution(graph, scope + "pool/", inputs, project, 1, 1, d);
        return graph.add(scope + "concat", new Concat(1, 4), a, b, c, d);
    }

    /** A convolution that keeps the image's size but for its stride, with ReLU. */
    static Port convolution(
            GraphBuilder graph, String scope, long inputs, long outputs, long kernel, long stride, Port x) {
        Conv2d convolution =
                new Conv2d(inputs, outputs, kernel, stride, kernel / 2, 1, AlexNet.he(inputs * kernel * kernel));
        Port y = graph.add(scope + "conv", convolution, x);
        return graph.add(scope + "relu", new Activation(Function.RELU), y);
    }
}
