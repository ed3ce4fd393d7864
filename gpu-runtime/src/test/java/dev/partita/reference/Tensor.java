package dev.partita.reference;

import dev.partita.tensor.Shape;
import java.util.Arrays;
import java.util.Objects;

/** A row-major view of an array under a shape. Integers are kept as doubles, which hold them exactly. */
final class Tensor {
    private final int[] sizes;
    private final double[] elements;

    Tensor(Shape shape, double[] elements) {
        if (shape.elements() != elements.length) {
            throw new IllegalArgumentException(
                    "A tensor of " + shape + " has " + shape.elements() + " elements, found " + elements.length + ".");
        }
        this.sizes = shape.dimensions().stream().mapToInt(Math::toIntExact).toArray();
        this.elements = elements;
    }

    int size(int dimension) {
        return sizes[dimension];
    }

    double at(int... indices) {
        return elements[offset(indices)];
    }

    int integer(int... indices) {
        return (int) elements[offset(indices)];
    }

    void set(double value, int... indices) {
        elements[offset(indices)] = value;
    }

    void add(double value, int... indices) {
        elements[offset(indices)] += value;
    }

    void fill(double value) {
        Arrays.fill(elements, value);
    }

    private int offset(int[] indices) {
        if (indices.length != sizes.length) {
            throw new IllegalArgumentException(
                    "A tensor of " + sizes.length + " dimensions takes as many indices, found " + indices.length + ".");
        }
        int offset = 0;
        for (int d = 0; d < sizes.length; d++) {
            offset = offset * sizes[d] + Objects.checkIndex(indices[d], sizes[d]);
        }
        return offset;
    }
}
