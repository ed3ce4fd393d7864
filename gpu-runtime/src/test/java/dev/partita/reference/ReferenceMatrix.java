package dev.partita.reference;

import dev.partita.kernel.MatrixKernel;
import dev.partita.kernel.MatrixKernel.MatMul;

final class ReferenceMatrix {
    private ReferenceMatrix() {}

    static void run(MatrixKernel kernel, Tensor[] operands) {
        switch (kernel) {
            case MatMul product -> matMul(product, operands);
            case MatrixKernel.BatchMatMul product -> batchMatMul(product, operands[0], operands[1], operands[2]);
            case MatrixKernel.SumRows _ -> sumRows(operands[0], operands[1]);
            case MatrixKernel.Transpose _ -> transpose(operands[0], operands[1]);
        }
    }

    private static void matMul(MatMul product, Tensor[] operands) {
        Tensor a = operands[0];
        Tensor b = operands[1];
        Tensor c = operands[operands.length - 1];
        for (int i = 0; i < product.m(); i++) {
            for (int j = 0; j < product.n(); j++) {
                double sum = product.accumulate() ? c.at(i, j) : 0;
                sum += product.bias() ? operands[2].at(j) : 0;
                for (int p = 0; p < product.k(); p++) {
                    sum += (product.transposeA() ? a.at(p, i) : a.at(i, p))
                            * (product.transposeB() ? b.at(j, p) : b.at(p, j));
                }
                c.set(sum, i, j);
            }
        }
    }

    private static void batchMatMul(MatrixKernel.BatchMatMul product, Tensor a, Tensor b, Tensor c) {
        for (int s = 0; s < product.batch(); s++) {
            for (int i = 0; i < product.m(); i++) {
                for (int j = 0; j < product.n(); j++) {
                    double sum = 0;
                    for (int p = 0; p < product.k(); p++) {
                        sum += (product.transposeA() ? a.at(s, p, i) : a.at(s, i, p))
                                * (product.transposeB() ? b.at(s, j, p) : b.at(s, p, j));
                    }
                    c.set(sum, s, i, j);
                }
            }
        }
    }

    private static void sumRows(Tensor x, Tensor sum) {
        for (int r = 0; r < x.size(0); r++) {
            for (int c = 0; c < x.size(1); c++) {
                sum.add(x.at(r, c), c);
            }
        }
    }

    private static void transpose(Tensor x, Tensor y) {
        for (int b = 0; b < x.size(0); b++) {
            for (int r = 0; r < x.size(1); r++) {
                for (int c = 0; c < x.size(2); c++) {
                    y.set(x.at(b, r, c), b, c, r);
                }
            }
        }
    }
}
