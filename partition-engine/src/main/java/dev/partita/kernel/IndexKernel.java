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

    /**
     * {@link Gather} from a rank's part of the rows, zeros for indices of other ranks: the part of rank i starts at
     * {@code i * tableRows}. Operands: indices, table, out (written).
     */
    record GatherPart(long rows, long width, long tableRows, int ranks, int axis, DataType type)
            implements IndexKernel {
        @Override
        public List<OperandUse> operands() {
            return new Gather(rows, width, tableRows, type).operands();
        }

        @Override
        public double flops() {
            return 0;
        }

        @Override
        public long trafficBytes() {
            return new Gather(rows, width, tableRows, type).trafficBytes();
        }
    }

    /** {@link ScatterAdd} to a rank's part of the rows. Operands: indices, x, table (accumulated). */
    record ScatterAddPart(long rows, long width, long tableRows, int ranks, int axis, DataType type)
            implements IndexKernel {
        @Override
        public List<OperandUse> operands() {
            return new ScatterAdd(rows, width, tableRows, type).operands();
        }

        @Override
        public double flops() {
            return (double) rows * width;
        }

        @Override
        public long trafficBytes() {
            return new ScatterAdd(rows, width, tableRows, type).trafficBytes();
        }
    }
}
