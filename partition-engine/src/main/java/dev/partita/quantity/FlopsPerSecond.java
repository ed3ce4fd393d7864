package dev.partita.quantity;

/** A compute rate in floating-point operations per second (a multiply-add counts as two). */
public record FlopsPerSecond(double rate) implements Comparable<FlopsPerSecond> {
    public FlopsPerSecond {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("A compute rate must be positive and finite: " + rate);
        }
    }

    public static FlopsPerSecond teraflops(double teraflops) {
        return new FlopsPerSecond(teraflops * 1e12);
    }

    /** The ridge of the roofline: FLOPs per byte below which memory, not compute, is the limit. */
    public double ridgeFlopsPerByte(BytesPerSecond bandwidth) {
        return rate / bandwidth.rate();
    }

    @Override
    public int compareTo(FlopsPerSecond other) {
        return Double.compare(rate, other.rate);
    }

    @Override
    public String toString() {
        return Human.flopsRate(rate);
    }
}
