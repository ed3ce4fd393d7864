package dev.partita.reference;

import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.NormalizationKernel.RmsNorm;

/** Row by row; with g = gamma dy: dx = rstd (g - x rstd^2 mean(g x)). */
final class ReferenceRmsNorm {
    private ReferenceRmsNorm() {}

    static void forward(RmsNorm norm, Tensor[] x) {
        for (int r = 0; r < norm.rows(); r++) {
            double square = 0;
            for (int c = 0; c < norm.columns(); c++) {
                square += x[0].at(r, c) * x[0].at(r, c) / norm.columns();
            }
            double rstd = 1 / Math.sqrt(square + norm.epsilon());
            x[3].set(rstd, r);
            for (int c = 0; c < norm.columns(); c++) {
                x[2].set(x[1].at(c) * x[0].at(r, c) * rstd, r, c);
            }
        }
    }

    static void inputGradient(NormalizationKernel norm, Tensor[] x) {
        for (int r = 0; r < norm.rows(); r++) {
            double rstd = x[2].at(r);
            double mean = 0;
            for (int c = 0; c < norm.columns(); c++) {
                mean += x[1].at(c) * x[3].at(r, c) * x[0].at(r, c) / norm.columns();
            }
            for (int c = 0; c < norm.columns(); c++) {
                double g = x[1].at(c) * x[3].at(r, c);
                x[4].set(rstd * (g - x[0].at(r, c) * rstd * rstd * mean), r, c);
            }
        }
    }

    static void weightGradient(NormalizationKernel norm, Tensor[] x) {
        for (int r = 0; r < norm.rows(); r++) {
            for (int c = 0; c < norm.columns(); c++) {
                x[3].add(x[2].at(r, c) * x[0].at(r, c) * x[1].at(r), c);
            }
        }
    }
}
