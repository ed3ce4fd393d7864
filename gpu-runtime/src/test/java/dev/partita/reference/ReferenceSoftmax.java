package dev.partita.reference;

import dev.partita.kernel.SoftmaxKernel;
import dev.partita.kernel.SoftmaxKernel.SoftmaxGradient;

final class ReferenceSoftmax {
    private ReferenceSoftmax() {}

    static void run(SoftmaxKernel kernel, Tensor[] operands) {
        for (int r = 0; r < kernel.rows(); r++) {
            switch (kernel) {
                case SoftmaxKernel.Softmax _ -> forward(operands[0], operands[1], r);
                case SoftmaxGradient _ -> backward(operands[0], operands[1], operands[2], r);
            }
        }
    }

    private static void forward(Tensor x, Tensor y, int row) {
        double logarithm = ReferenceLoss.logSumExp(x, row);
        for (int c = 0; c < x.size(1); c++) {
            y.set(Math.exp(x.at(row, c) - logarithm), row, c);
        }
    }

    private static void backward(Tensor y, Tensor dy, Tensor dx, int row) {
        double dot = 0;
        for (int c = 0; c < y.size(1); c++) {
            dot += y.at(row, c) * dy.at(row, c);
        }
        for (int c = 0; c < y.size(1); c++) {
            dx.set(y.at(row, c) * (dy.at(row, c) - dot), row, c);
        }
    }
}
