package dev.partita.quantity;

/** A duration in seconds. */
public record Seconds(double value) implements Comparable<Seconds> {
    public static final Seconds ZERO = new Seconds(0);

    public Seconds {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("A duration cannot be negative or undefined: " + value);
        }
    }

    public Seconds plus(Seconds other) {
        return new Seconds(value + other.value);
    }

    @Override
    public int compareTo(Seconds other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Human.seconds(value);
    }
}
