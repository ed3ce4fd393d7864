package dev.partita.imports;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that does not depend on the inputs.
 *
 * @param source the file's tensor it is, or is cut from; empty where it was computed
 * @param numbers its elements where they are few and known
 * @param view what of the file's tensor it is; nothing where that cannot be said
 */
record Held(
        String source,
        List<Long> sizes,
        DataType type,
        @Nullable List<Double> numbers,
        @Nullable View view) implements Known {
    Held {
        sizes = List.copyOf(sizes);
        numbers = numbers == null || numbers.size() > Wire.KEPT_NUMBERS ? null : List.copyOf(numbers);
    }

    Held(String source, List<Long> sizes, DataType type, @Nullable List<Double> numbers) {
        this(source, sizes, type, numbers, null);
    }

    static Held of(List<Long> sizes, DataType type) {
        return new Held("", sizes, type, null);
    }

    static Held numbers(List<Double> numbers, List<Long> sizes, DataType type) {
        return new Held("", sizes, type, numbers);
    }

    /** A list of sizes or axes. */
    static Held list(List<Long> values) {
        return numbers(values.stream().map(Long::doubleValue).toList(), List.of((long) values.size()), DataType.INT32);
    }

    long elements() {
        long product = 1;
        for (long size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /** A tensor that training changes: floating-point, from the file, and more than a lone number. */
    boolean trained() {
        return type.floatingPoint() && !source.isEmpty() && elements() > 1;
    }

    /** Its numbers as integers; empty where they are unknown. */
    @Nullable
    List<Long> integers() {
        if (numbers == null) {
            return null;
        }
        List<Long> integers = new ArrayList<>();
        numbers.forEach(number -> integers.add((long) (double) number));
        return integers;
    }

    /** As a parameter. */
    Weight weight() {
        return new Weight(source, view == null ? List.of() : view.parts(elements(), false));
    }

    /** As a parameter that has the other order of axes. */
    Weight transposed() {
        return new Weight(source, view == null ? List.of() : view.parts(elements(), true));
    }

    Shape shape() {
        return new Shape(sizes);
    }

    Held with(List<Long> next) {
        boolean kept = view == null || !view.transposed() || next.equals(sizes);
        return new Held(source, next, type, numbers, kept ? view : null);
    }
}
