package dev.partita.reference;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionBiasGradient;
import dev.partita.kernel.AttentionKernel.AttentionGradient;
import dev.partita.kernel.AttentionShape;

/** Attention of one head at a time; indices: s sample, h head, i query position, j key position, d element of the head. */
final class ReferenceAttention {
    private final AttentionShape shape;
    private final int next;

    private ReferenceAttention(AttentionShape shape) {
        this.shape = shape;
        this.next = shape.packed() ? 1 : 2;
    }

    static void run(AttentionKernel kernel, Tensor[] x) {
        ReferenceAttention attention = new ReferenceAttention(kernel.shape());
        switch (kernel) {
            case Attention forward -> attention.forward(x, forward.biased());
            case AttentionGradient _ -> attention.backward(x);
            case AttentionBiasGradient _ -> attention.biasGradient(x);
        }
    }

    private Tensor keysOf(Tensor[] x, int first) {
        return x[first + (shape.packed() ? 0 : 1)];
    }

    private void forward(Tensor[] x, boolean biased) {
        Tensor probabilities = x[next + (biased ? 1 : 0)];
        Tensor context = x[next + (biased ? 2 : 1)];
        for (int s = 0; s < shape.samples(); s++) {
            for (int h = 0; h < shape.heads(); h++) {
                for (int i = 0; i < shape.queries(); i++) {
                    double[] scores = new double[visible(i)];
                    for (int j = 0; j < scores.length; j++) {
                        scores[j] = biased ? x[next].at(h, i, j) : 0;
                        for (int d = 0; d < shape.headSize(); d++) {
                            scores[j] +=
                                    x[0].at(s, i, query(h, d)) * keysOf(x, 0).at(s, j, key(h, d));
                        }
                    }
                    softmax(scores, probabilities, s, h, i);
                    for (int d = 0; d < shape.headSize(); d++) {
                        double sum = 0;
                        for (int j = 0; j < scores.length; j++) {
                            sum += probabilities.at(s, h, i, j) * keysOf(x, 0).at(s, j, value(h, d));
                        }
                        context.set(sum, s, i, query(h, d));
                    }
                }
            }
        }
    }

    private void softmax(double[] scores, Tensor probabilities, int s, int h, int i) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int j = 0; j < scores.length; j++) {
            scores[j] = Math.exp(shape.scale() * (scores[j] - largest));
            sum += scores[j];
        }
        for (int j = 0; j < shape.keys(); j++) {
            probabilities.set(j < scores.length ? scores[j] / sum : 0, s, h, i, j);
        }
    }

    private void backward(Tensor[] x) {
        Tensor dQuery = x[next + 2];
        Tensor dKey = keysOf(x, next + 2);
        dQuery.fill(0);
        dKey.fill(0);
        for (int s = 0; s < shape.samples(); s++) {
            for (int h = 0; h < shape.heads(); h++) {
                for (int i = 0; i < shape.queries(); i++) {
                    double[] slopes = slopes(keysOf(x, 0), x[next], x[next + 1], s, h, i);
                    for (int j = 0; j < slopes.length; j++) {
                        for (int d = 0; d < shape.headSize(); d++) {
                            double dContext = x[next + 1].at(s, i, query(h, d));
                            dKey.add(x[next].at(s, h, i, j) * dContext, s, j, value(h, d));
                            dQuery.add(slopes[j] * keysOf(x, 0).at(s, j, key(h, d)), s, i, query(h, d));
                            dKey.add(slopes[j] * x[0].at(s, i, query(h, d)), s, j, key(h, d));
                        }
                    }
                }
            }
        }
    }

    private void biasGradient(Tensor[] x) {
        x[3].fill(0);
        for (int s = 0; s < shape.samples(); s++) {
            for (int h = 0; h < shape.heads(); h++) {
                for (int i = 0; i < shape.queries(); i++) {
                    double[] slopes = slopes(x[0], x[1], x[2], s, h, i);
                    for (int j = 0; j < slopes.length; j++) {
                        x[3].add(slopes[j], h, i, j);
                    }
                }
            }
        }
    }

    /** The gradient of one query's scores before they are scaled. */
    private double[] slopes(Tensor keys, Tensor probabilities, Tensor contextGradient, int s, int h, int i) {
        double[] slopes = new double[visible(i)];
        double mean = 0;
        for (int j = 0; j < slopes.length; j++) {
            for (int d = 0; d < shape.headSize(); d++) {
                slopes[j] += contextGradient.at(s, i, query(h, d)) * keys.at(s, j, value(h, d));
            }
            mean += probabilities.at(s, h, i, j) * slopes[j];
        }
        for (int j = 0; j < slopes.length; j++) {
            slopes[j] = shape.scale() * probabilities.at(s, h, i, j) * (slopes[j] - mean);
        }
        return slopes;
    }

    /** How many positions the i-th one sees. */
    private int visible(int i) {
        return shape.causal() ? i + 1 : (int) shape.keys();
    }

    private int query(int h, int d) {
        return (int) (h * shape.headSize() + d);
    }

    private int key(int h, int d) {
        long group = shape.heads() / shape.keyHeads();
        long first = shape.packed() ? shape.heads() : 0;
        return (int) ((first + h / group) * shape.headSize() + d);
    }

    private int value(int h, int d) {
        return key(h, d) + (int) (shape.keyHeads() * shape.headSize());
    }
}
