package dev.partita.reference;

import dev.partita.kernel.NormalizationKernel.LocalResponseNorm;
import dev.partita.kernel.NormalizationKernel.LocalResponseNormGradient;

/** With D = k + alpha/size * S: {@code Y = X D^-beta}. Of an even size, one channel more lies before than after. */
final class ReferenceLocalResponseNorm {
    private ReferenceLocalResponseNorm() {}

    static void forward(LocalResponseNorm norm, Tensor x, Tensor y) {
        for (int r = 0; r < x.size(0); r++) {
            double[] d = denominators(x, r, (int) norm.size(), norm.alpha(), norm.k());
            for (int c = 0; c < x.size(1); c++) {
                y.set(x.at(r, c) * Math.pow(d[c], -norm.beta()), r, c);
            }
        }
    }

    static void backward(LocalResponseNormGradient norm, Tensor x, Tensor dy, Tensor dx) {
        int size = (int) norm.size();
        double factor = 2 * norm.alpha() * norm.beta() / size;
        for (int r = 0; r < x.size(0); r++) {
            double[] d = denominators(x, r, size, norm.alpha(), norm.k());
            for (int c = 0; c < x.size(1); c++) {
                dx.set(dy.at(r, c) * Math.pow(d[c], -norm.beta()), r, c);
            }
            for (int c = 0; c < x.size(1); c++) {
                double slope = factor * dy.at(r, c) * x.at(r, c) * Math.pow(d[c], -norm.beta() - 1);
                for (int n = first(c, size); n <= last(c, size, x.size(1)); n++) {
                    dx.add(-slope * x.at(r, n), r, n);
                }
            }
        }
    }

    private static double[] denominators(Tensor x, int row, int size, double alpha, double k) {
        double[] d = new double[x.size(1)];
        for (int c = 0; c < d.length; c++) {
            double squares = 0;
            for (int n = first(c, size); n <= last(c, size, d.length); n++) {
                squares += x.at(row, n) * x.at(row, n);
            }
            d[c] = k + alpha / size * squares;
        }
        return d;
    }

    private static int first(int channel, int size) {
        return Math.max(0, channel - size / 2);
    }

    private static int last(int channel, int size, int channels) {
        return Math.min(channels - 1, channel + (size - 1) / 2);
    }
}
