package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** Dense linear algebra on row-major matrices. */
public sealed interface MatrixKernel extends Kernel {

    /**
     * {@code C[m,n] (+)= op(A) op(B) (+ bias[n])}. A is stored {@code [m,k]}, or {@code [k,m]} when transposed; B is
     * stored {@code [k,n]}, or {@code [n,k]} when transposed. {@code accumulate} adds to what C held.
     * Operands: A, B, bias if {@code bias}, C.
     */
    record MatMul(
            long m,
            long n,
            long k,
            boolean transposeA,
            boolean transposeB,
            boolean accumulate,
            boolean bias,
            DataType type)
            implements MatrixKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>();
            uses.add(read("A", spec(transposeA ? k : m, transposeA ? m : k)));
            uses.add(read("B", spec(transposeB ? n : k, transposeB ? k : n)));
            if (bias) {
                uses.add(read("bias", new TensorSpec(Shape.of(n), type)));
            }
            uses.add(accumulate ? update("C", spec(m, n)) : write("C", spec(m, n)));
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return 2.0 * m * n * k;
        }

        private TensorSpec spec(long rows, long columns) {
            return new TensorSpec(Shape.of(rows, columns), type);
        }
    }

    /**
     * As many independent products {@code C[m,n] = op(A) op(B)}; A is stored {@code [batch,m,k]}, or {@code [batch,k,m]}
     * when transposed, B {@code [batch,k,n]}, or {@code [batch,n,k]}. Operands: A, B, C (written).
     */
    record BatchMatMul(long batch, long m, long n, long k, boolean transposeA, boolean transposeB, DataType type)
            implements MatrixKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("A", new TensorSpec(Shape.of(batch, transposeA ? k : m, transposeA ? m : k), type)),
                    read("B", new TensorSpec(Shape.of(batch, transposeB ? n : k, transposeB ? k : n), type)),
                    write("C", new TensorSpec(Shape.of(batch, m, n), type)));
        }

        @Override
        public double flops() {
            return 2.0 * batch * m * n * k;
        }
    }

    /** {@code sum[columns] += sum over rows of X[rows,columns]}: the gradient of anything broadcast over rows. */
    record SumRows(long rows, long columns, DataType type) implements MatrixKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", new TensorSpec(Shape.of(rows, columns), type)),
                    update("sum", new TensorSpec(Shape.of(columns), type)));
        }

        @Override
        public double flops() {
            return (double) rows * columns;
        }
    }

    /** {@code Y[batch,columns,rows] = transpose of X[batch,rows,columns]} within each batch entry. */
    record Transpose(long batch, long rows, long columns, DataType type) implements MatrixKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", new TensorSpec(Shape.of(batch, rows, columns), type)),
                    write("Y", new TensorSpec(Shape.of(batch, columns, rows), type)));
        }

        @Override
        public double flops() {
            return 0;
        }
    }
}
