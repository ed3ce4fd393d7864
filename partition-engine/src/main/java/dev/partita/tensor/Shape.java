package dev.partita.tensor;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The sizes of a tensor's dimensions in canonical (PyTorch) order; a scalar has none. */
public record Shape(List<Long> dimensions) {
    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dimensions = List.copyOf(dimensions);
        for (long size : dimensions) {
            if (size <= 0) {
                throw new Refusal(Sentence.of("engine.tensor.dimension", dimensions));
            }
        }
        elements(dimensions); // refuses a shape whose element count does not fit in 63 bits
    }

    public static Shape of(long... sizes) {
        return new Shape(LongStream.of(sizes).boxed().toList());
    }

    public int rank() {
        return dimensions.size();
    }

    /** The size of one dimension; negative indices count from the end, as in PyTorch. */
    public long size(int dimension) {
        return dimensions.get(dimension < 0 ? rank() + dimension : dimension);
    }

    public long elements() {
        return elements(dimensions);
    }

    /** The product of all dimensions but the last: the rows of this tensor seen as a matrix. */
    public long rows() {
        return rank() == 0 ? 1 : elements() / size(-1);
    }

    /** This shape with one dimension replaced. */
    public Shape with(int dimension, long size) {
        Long[] sizes = dimensions.toArray(Long[]::new);
        sizes[dimension < 0 ? rank() + dimension : dimension] = size;
        return new Shape(Arrays.asList(sizes));
    }

    private static long elements(List<Long> dimensions) {
        long product = 1;
        for (long size : dimensions) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /** For people: {@code 8 x 128 x 256}, or {@code scalar}. */
    @Override
    public String toString() {
        return rank() == 0 ? "scalar" : dimensions.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
