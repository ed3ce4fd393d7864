package dev.partita.tensor;

/** A tensor's shape and element type: all that is needed to know its bytes. */
public record TensorSpec(Shape shape, DataType type) {
    public static TensorSpec float32(long... sizes) {
        return new TensorSpec(Shape.of(sizes), DataType.FLOAT32);
    }

    public static TensorSpec float32(Shape shape) {
        return new TensorSpec(shape, DataType.FLOAT32);
    }

    public static TensorSpec int32(long... sizes) {
        return new TensorSpec(Shape.of(sizes), DataType.INT32);
    }

    public long bytes() {
        return Math.multiplyExact(shape.elements(), (long) type.bytes());
    }

    @Override
    public String toString() {
        return shape + " " + type.name().toLowerCase(java.util.Locale.ROOT);
    }
}
