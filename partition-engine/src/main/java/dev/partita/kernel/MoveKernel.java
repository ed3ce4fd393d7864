package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements moved and nothing computed. Along one axis, a tensor is a matrix: what lies before the axis are its rows, the
 * axis with what lies behind it its columns.
 */
public sealed interface MoveKernel extends Kernel {
    DataType type();

    @Override
    default double flops() {
        return 0;
    }

    /** Matrices side by side, {@code widths} columns each. Operands: x0, x1, ..., Y (written). */
    record JoinColumns(long rows, List<Long> widths, DataType type) implements MoveKernel {
        public JoinColumns {
            widths = List.copyOf(widths);
        }

        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>();
            for (long width : widths) {
                uses.add(read("x" + uses.size(), matrix(type, rows, width)));
            }
            uses.add(write("Y", matrix(type, rows, sum(widths))));
            return uses;
        }
    }

    /** The reverse of {@link JoinColumns}. Operands: X, y0 (written), y1 (written), ... */
    record SplitColumns(long rows, List<Long> widths, DataType type) implements MoveKernel {
        public SplitColumns {
            widths = List.copyOf(widths);
        }

        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>();
            uses.add(read("X", matrix(type, rows, sum(widths))));
            for (long width : widths) {
                uses.add(write("y" + (uses.size() - 1), matrix(type, rows, width)));
            }
            return uses;
        }
    }

    /** {@code Y = X[:, start : start + length]}. Operands: X, Y (written). */
    record SliceColumns(long rows, long columns, long start, long length, DataType type) implements MoveKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", matrix(type, rows, columns)), write("Y", matrix(type, rows, length)));
        }

        /** Only the columns picked are read. */
        @Override
        public long trafficBytes() {
            return 2 * rows * length * type.bytes();
        }
    }

    /** The gradient of {@link SliceColumns}: x in its place, zeros around it. Operands: X, Y (written). */
    record PadColumns(long rows, long columns, long start, long length, DataType type) implements MoveKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", matrix(type, rows, length)), write("Y", matrix(type, rows, columns)));
        }
    }

    /** One vector in front of every row. Operands: X, vector, Y (written). */
    record PrependVector(long rows, long columns, long width, DataType type) implements MoveKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix(type, rows, columns)),
                    read("vector", new TensorSpec(Shape.of(width), type)),
                    write("Y", matrix(type, rows, width + columns)));
        }
    }

    /** Another order of axes: axis i of Y is axis {@code order[i]} of X. Operands: X, Y (written). */
    record Permute(Shape sizes, List<Integer> order, DataType type) implements MoveKernel {
        public Permute {
            order = List.copyOf(order);
        }

        @Override
        public List<OperandUse> operands() {
            Shape permuted = new Shape(order.stream().map(sizes::size).toList());
            return List.of(read("X", new TensorSpec(sizes, type)), write("Y", new TensorSpec(permuted, type)));
        }
    }

    private static TensorSpec matrix(DataType type, long rows, long columns) {
        return new TensorSpec(Shape.of(rows, columns), type);
    }

    private static long sum(List<Long> widths) {
        return widths.stream().reduce(0L, Math::addExact);
    }
}
