package dev.partita.reference;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionKernel.AttentionGradient;

/** Attention of one head at a time; indices: s sample, h head, i query position, j key position, d element of the head. */
final class ReferenceAttention {
    private final AttentionKernel shape;
    private final double scale;

    private ReferenceAttention(AttentionKernel shape) {
        this.shape = shape;
        this.scale = 1 / Math.sqrt(shape.headSize());
    }

    static void run(AttentionKernel kernel, Tensor[] operands) {
        ReferenceAttention attention = new ReferenceAttention(kernel);
        for (int s = 0; s < kernel.samples(); s++) {
            for (int h = 0; h < kernel.heads(); h++) {
                switch (kernel) {
                    case Attention _ -> attention.forward(s, h, operands[0], operands[1], operands[2]);
                    case AttentionGradient _ ->
                        attention.backward(s, h, operands[0], operands[1], operands[2], operands[3]);
                }
            }
        }
    }

    private void forward(int s, int h, Tensor qkv, Tensor probabilities, Tensor context) {
        for (int i = 0; i < shape.sequence(); i++) {
            double[] row = new double[(int) shape.sequence()];
            double sum = 0;
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < visible(i); j++) {
                for (int d = 0; d < shape.headSize(); d++) {
                    row[j] += scale * qkv.at(s, i, query(h, d)) * qkv.at(s, j, key(h, d));
                }
                largest = Math.max(largest, row[j]);
            }
            for (int j = 0; j < visible(i); j++) {
                row[j] = Math.exp(row[j] - largest);
                sum += row[j];
            }
            for (int j = 0; j < shape.sequence(); j++) {
                probabilities.set(row[j] / sum, s, h, i, j);
            }
            for (int d = 0; d < shape.headSize(); d++) {
                double value = 0;
                for (int j = 0; j < visible(i); j++) {
                    value += probabilities.at(s, h, i, j) * qkv.at(s, j, value(h, d));
                }
                context.set(value, s, i, query(h, d));
            }
        }
    }

    private void backward(int s, int h, Tensor qkv, Tensor probabilities, Tensor contextGradient, Tensor qkvGradient) {
        for (int i = 0; i < shape.sequence(); i++) {
            for (int d = 0; d < shape.headSize(); d++) {
                qkvGradient.set(0, s, i, query(h, d));
                qkvGradient.set(0, s, i, key(h, d));
                qkvGradient.set(0, s, i, value(h, d));
            }
        }
        for (int i = 0; i < shape.sequence(); i++) {
            double[] probabilityGradient = new double[(int) shape.sequence()];
            double mean = 0;
            for (int j = 0; j < visible(i); j++) {
                double p = probabilities.at(s, h, i, j);
                for (int d = 0; d < shape.headSize(); d++) {
                    double dContext = contextGradient.at(s, i, query(h, d));
                    probabilityGradient[j] += dContext * qkv.at(s, j, value(h, d));
                    qkvGradient.add(p * dContext, s, j, value(h, d));
                }
                mean += p * probabilityGradient[j];
            }
            for (int j = 0; j < visible(i); j++) {
                double scoreGradient = scale * probabilities.at(s, h, i, j) * (probabilityGradient[j] - mean);
                for (int d = 0; d < shape.headSize(); d++) {
                    qkvGradient.add(scoreGradient * qkv.at(s, j, key(h, d)), s, i, query(h, d));
                    qkvGradient.add(scoreGradient * qkv.at(s, i, query(h, d)), s, j, key(h, d));
                }
            }
        }
    }

    /** How many positions the i-th one sees. */
    private int visible(int i) {
        return shape.causal() ? i + 1 : (int) shape.sequence();
    }

    private int query(int h, int d) {
        return (int) (h * shape.headSize() + d);
    }

    private int key(int h, int d) {
        return (int) (shape.heads() * shape.headSize()) + query(h, d);
    }

    private int value(int h, int d) {
        return (int) (2 * shape.heads() * shape.headSize()) + query(h, d);
    }
}
