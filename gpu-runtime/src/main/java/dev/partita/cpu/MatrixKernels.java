package dev.partita.cpu;

import dev.partita.kernel.MatrixKernel;
import dev.partita.kernel.MatrixKernel.BatchMatMul;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.kernel.MatrixKernel.Transpose;
import java.util.List;

final class MatrixKernels {
    private MatrixKernels() {}

    static Prepared prepare(MatrixKernel kernel, OneDnn oneDnn) {
        return switch (kernel) {
            case MatMul product -> prepare(product, oneDnn);
            case SumRows sum -> {
                long line = sum.columns() * Float.BYTES;
                yield new Prepared(
                        (x, workspace, _) -> ColumnSums.add(x[0], sum.rows(), line, x[1], workspace),
                        ColumnSums.partialBytes(sum.columns(), 1));
            }
            case BatchMatMul product -> prepare(product, oneDnn);
            case Transpose transpose -> prepare(transpose, oneDnn);
        };
    }

    private static Prepared prepare(MatMul kernel, OneDnn oneDnn) {
        Primitive product = product(kernel, oneDnn);
        return new Prepared(
                kernel.bias()
                        ? (x, workspace, _) -> product.run(
                                x[0].address(), x[1].address(), x[2].address(), x[3].address(), workspace.address())
                        : (x, workspace, _) ->
                                product.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                product.scratchpadBytes(),
                List.of(product));
    }

    private static Primitive product(MatMul kernel, OneDnn oneDnn) {
        long m = kernel.m();
        long n = kernel.n();
        long k = kernel.k();
        try (Layout a = matrix(m, k, kernel.transposeA());
                Layout b = matrix(k, n, kernel.transposeB());
                Layout bias = Layout.rowMajor(1, n);
                Layout c = Layout.rowMajor(m, n)) {
            return oneDnn.matMul(a, b, kernel.bias() ? bias : null, c, kernel.accumulate());
        }
    }

    private static Prepared prepare(BatchMatMul kernel, OneDnn oneDnn) {
        try (Layout a = stack(kernel.batch(), kernel.m(), kernel.k(), kernel.transposeA());
                Layout b = stack(kernel.batch(), kernel.k(), kernel.n(), kernel.transposeB());
                Layout c = Layout.rowMajor(kernel.batch(), kernel.m(), kernel.n())) {
            Primitive product = oneDnn.matMul(a, b, null, c, false);
            return new Prepared(
                    (x, workspace, _) ->
                            product.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                    product.scratchpadBytes(),
                    List.of(product));
        }
    }

    private static Layout stack(long batch, long rows, long columns, boolean transposed) {
        long[] sizes = {batch, rows, columns};
        return transposed ? Layout.strided(sizes, new long[] {rows * columns, 1, rows}) : Layout.rowMajor(sizes);
    }

    private static Layout matrix(long rows, long columns, boolean transposed) {
        return transposed
                ? Layout.strided(new long[] {rows, columns}, new long[] {1, rows})
                : Layout.rowMajor(rows, columns);
    }

    private static Prepared prepare(Transpose kernel, OneDnn oneDnn) {
        long[] dimensions = {kernel.batch(), kernel.rows(), kernel.columns()};
        try (Layout from = Layout.rowMajor(dimensions);
                Layout to =
                        Layout.strided(dimensions, new long[] {kernel.rows() * kernel.columns(), 1, kernel.rows()})) {
            Primitive reorder = oneDnn.reorder(from, to, false);
            return new Prepared(
                    (x, workspace, _) -> reorder.run(x[0].address(), x[1].address(), workspace.address()),
                    reorder.scratchpadBytes(),
                    List.of(reorder));
        }
    }
}
