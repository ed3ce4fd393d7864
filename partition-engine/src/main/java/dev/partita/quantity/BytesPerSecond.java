package dev.partita.quantity;

/** A bandwidth in bytes per second and direction; always positive. */
public record BytesPerSecond(double rate) implements Comparable<BytesPerSecond> {
    public BytesPerSecond {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("A bandwidth must be positive and finite: " + rate);
        }
    }

    /** GB/s, where GB is 10^9 bytes as data sheets count. */
    public static BytesPerSecond gigabytes(double gigabytesPerSecond) {
        return new BytesPerSecond(gigabytesPerSecond * 1e9);
    }

    @Override
    public int compareTo(BytesPerSecond other) {
        return Double.compare(rate, other.rate);
    }

    @Override
    public String toString() {
        return Human.bandwidth(rate);
    }
}
