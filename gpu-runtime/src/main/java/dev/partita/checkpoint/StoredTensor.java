package dev.partita.checkpoint;

import dev.partita.tensor.Shape;

/** A tensor in a file: row-major in canonical order, little-endian. */
public record StoredTensor(String name, StoredType type, Shape shape) {
    public long bytes() {
        return Math.multiplyExact(shape.elements(), (long) type.bytes());
    }
}
