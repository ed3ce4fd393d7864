package dev.partita.cpu;

import dev.partita.kernel.MatrixKernel;
import dev.partita.kernel.MatrixKernel.BatchMatMul;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.kernel.MatrixKernel.Transpose;
import dev.partita.tensor.DataType;
import java.util.Collections;
import java.util.List;

final class MatrixKernels {
    private static final List<DataType> FLOATS = Collections.nCopies(4, DataType.FLOAT32);

    private MatrixKernels() {}

    static Prepared prepare(MatrixKernel kernel, OneDnn oneDnn) {
        return switch (kernel) {
            case MatMul product -> prepare(product, FLOATS, oneDnn);
            case SumRows sum -> {
                long line = sum.columns() * Float.BYTES;
                yield new Prepared(
                        (x, workspace, _) -> ColumnSums.add(x[0], sum.rows(), line, x[1], workspace),
                        ColumnSums.partialBytes(sum.columns(), 1));
            }
            case BatchMatMul product -> prepare(product, FLOATS, oneDnn);
            case Transpose transpose -> prepare(transpose, oneDnn);
        };
    }

    /** @param types by operand */
    static Prepared prepare(MatMul kernel, List<DataType> types, OneDnn oneDnn) {
        Primitive product = product(kernel, types, oneDnn);
        return new Prepared(
                kernel.bias()
                        ? (x, workspace, _) -> product.run(
                                x[0].address(), x[1].address(), x[2].address(), x[3].address(), workspace.address())
                        : (x, workspace, _) ->
                                product.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                product.scratchpadBytes(),
                List.of(product));
    }

    private static Primitive product(MatMul kernel, List<DataType> types, OneDnn oneDnn) {
        long m = kernel.m();
        long n = kernel.n();
        long k = kernel.k();
        int last = kernel.bias() ? 3 : 2;
        try (Layout a = matrix(m, k, kernel.transposeA(), types.get(0));
                Layout b = matrix(k, n, kernel.transposeB(), types.get(1));
                Layout bias = matrix(1, n, false, types.get(2));
                Layout c = matrix(m, n, false, types.get(last))) {
            return oneDnn.matMul(a, b, kernel.bias() ? bias : null, c, kernel.accumulate());
        }
    }

    static Prepared prepare(BatchMatMul kernel, List<DataType> types, OneDnn oneDnn) {
        try (Layout a = stack(kernel.batch(), kernel.m(), kernel.k(), kernel.transposeA(), types.get(0));
                Layout b = stack(kernel.batch(), kernel.k(), kernel.n(), kernel.transposeB(), types.get(1));
                Layout c = stack(kernel.batch(), kernel.m(), kernel.n(), false, types.get(2))) {
            Primitive product = oneDnn.matMul(a, b, null, c, false);
            return new Prepared(
                    (x, workspace, _) ->
                            product.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                    product.scratchpadBytes(),
                    List.of(product));
        }
    }

    private static Layout stack(long batch, long rows, long columns, boolean transposed, DataType type) {
        long[] sizes = {batch, rows, columns};
        return transposed
                ? Layout.strided(sizes, new long[] {rows * columns, 1, rows}, Layout.type(type))
                : Layout.rowMajor(Layout.type(type), sizes);
    }

    private static Layout matrix(long rows, long columns, boolean transposed, DataType type) {
        long[] sizes = {rows, columns};
        return transposed
                ? Layout.strided(sizes, new long[] {1, rows}, Layout.type(type))
                : Layout.rowMajor(Layout.type(type), sizes);
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
