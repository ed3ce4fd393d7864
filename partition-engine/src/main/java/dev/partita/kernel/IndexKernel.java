package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** Rows of a table picked by 32-bit indices. */
public sealed interface IndexKernel extends Kernel {

    /** {@code out[r] = table[indices[r]]}. Operands: indices, table, out (written). */
    record Gather(long rows, long width, long tableRows, DataType type) implements IndexKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("indices", TensorSpec.int32(rows)),
                    read("table", new TensorSpec(Shape.of(tableRows, width), type)),
                    write("out", new TensorSpec(Shape.of(rows, width), type)));
        }

        @Override
        public double flops() {
            return 0;
        }

        /** Only the rows picked are read, not the whole table. */
        @Override
        public long trafficBytes() {
            return rows * 4 + 2 * rows * width * type.bytes();
        }
    }

    /** {@code table[indices[r]] += x[r]}, rows in order. Operands: indices, x, table (accumulated). */
    record ScatterAdd(long rows, long width, long tableRows, DataType type) implements IndexKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("indices", TensorSpec.int32(rows)),
                    read("x", new TensorSpec(Shape.of(rows, width), type)),
                    update("table", new TensorSpec(Shape.of(tableRows, width), type)));
        }

        @Override
        public double flops() {
            return (double) rows * width;
        }

        @Override
        public long trafficBytes() {
            return rows * 4 + 3 * rows * width * type.bytes();
        }
    }
}
