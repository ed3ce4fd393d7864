package dev.partita.quantity;

/** An amount of memory or traffic in bytes; never negative, and exact: arithmetic that would overflow throws. */
public record Bytes(long count) implements Comparable<Bytes> {
    public static final Bytes ZERO = new Bytes(0);

    public Bytes {
        if (count < 0) {
            throw new IllegalArgumentException("Bytes cannot be negative: " + count);
        }
    }

    public static Bytes kibibytes(long count) {
        return new Bytes(Math.multiplyExact(count, 1L << 10));
    }

    public static Bytes mebibytes(long count) {
        return new Bytes(Math.multiplyExact(count, 1L << 20));
    }

    public static Bytes gibibytes(long count) {
        return new Bytes(Math.multiplyExact(count, 1L << 30));
    }

    public Bytes plus(Bytes other) {
        return new Bytes(Math.addExact(count, other.count));
    }

    public Bytes times(long factor) {
        return new Bytes(Math.multiplyExact(count, factor));
    }

    /** The time these bytes take at a bandwidth, without any latency. */
    public Seconds over(BytesPerSecond bandwidth) {
        return new Seconds(count / bandwidth.rate());
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compare(count, other.count);
    }

    @Override
    public String toString() {
        return Human.bytes(count);
    }
}
