package dev.partita.reference;

import dev.partita.kernel.PositionBiasKernel;
import dev.partita.kernel.PositionBiasKernel.PositionBias;
import dev.partita.kernel.PositionBiasKernel.PositionBiasGradient;
import dev.partita.kernel.RotaryKernel;

/** Positions that are no learned vector: turned heads, and a number for every distance. */
final class ReferencePositions {
    private ReferencePositions() {}

    static void rotate(RotaryKernel kernel, Tensor x, Tensor y) {
        int half = (int) kernel.headSize() / 2;
        for (int s = 0; s < kernel.samples(); s++) {
            for (int t = 0; t < kernel.sequence(); t++) {
                for (int c = 0; c < kernel.width(); c++) {
                    y.set(x.at(s, t, c), s, t, c);
                }
                for (int h = 0; h < kernel.heads(); h++) {
                    for (int i = 0; i < half; i++) {
                        double angle = t * Math.pow(kernel.theta(), -2.0 * i / kernel.headSize());
                        double sine = kernel.inverse() ? -Math.sin(angle) : Math.sin(angle);
                        int first = (int) (h * kernel.headSize()) + i;
                        double a = x.at(s, t, first);
                        double b = x.at(s, t, first + half);
                        y.set(a * Math.cos(angle) - b * sine, s, t, first);
                        y.set(b * Math.cos(angle) + a * sine, s, t, first + half);
                    }
                }
            }
        }
    }

    static void bias(PositionBiasKernel kernel, Tensor[] x) {
        for (int h = 0; h < kernel.heads(); h++) {
            for (int i = 0; i < kernel.queries(); i++) {
                for (int j = 0; j < kernel.keys(); j++) {
                    int bucket = kernel.distances().of(i - j);
                    switch (kernel) {
                        case PositionBias _ -> x[1].set(x[0].at(bucket, h), h, i, j);
                        case PositionBiasGradient _ -> x[1].add(x[0].at(h, i, j), bucket, h);
                    }
                }
            }
        }
    }
}
