package dev.partita.reference;

import dev.partita.checkpoint.ParameterLayouts;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.Shape;
import java.lang.foreign.MemorySegment;

/** Tensors as graphs describe them (PyTorch's order) against tensors as they lie in memory, both as doubles. */
final class Logical {
    private Logical() {}

    /** An image {@code [sample, channel, height, width]} as NHWC; tensors of another rank are as they are. */
    static double[] toPhysical(Shape logical, double[] values) {
        return logical.rank() == 4 ? transposed(values, logical.size(1), logical.size(2) * logical.size(3)) : values;
    }

    /** The reverse of {@link #toPhysical}. */
    static double[] fromPhysical(Shape logical, double[] values) {
        return logical.rank() == 4 ? transposed(values, logical.size(2) * logical.size(3), logical.size(1)) : values;
    }

    static double[] toPhysical(ParameterSpec parameter, double[] values) {
        double[] physical = new double[values.length];
        ParameterLayouts.toPhysical(parameter, MemorySegment.ofArray(values), MemorySegment.ofArray(physical));
        return physical;
    }

    static double[] fromPhysical(ParameterSpec parameter, double[] values) {
        double[] canonical = new double[values.length];
        ParameterLayouts.toCanonical(parameter, MemorySegment.ofArray(values), MemorySegment.ofArray(canonical));
        return canonical;
    }

    /** Each sample's {@code [rows, columns]} as {@code [columns, rows]}. */
    private static double[] transposed(double[] values, long rows, long columns) {
        double[] result = new double[values.length];
        int r = (int) rows;
        int c = (int) columns;
        for (int i = 0; i < values.length; i++) {
            int sample = i / (r * c);
            int row = i / c % r;
            int column = i % c;
            result[(sample * c + column) * r + row] = values[i];
        }
        return result;
    }
}
