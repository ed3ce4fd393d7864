package dev.partita.ui.chart;

import java.util.Arrays;

/** Points of rising x that grow at their end. */
public final class Curve {
    private static final int FIRST_CAPACITY = 256;

    private double[] x = new double[FIRST_CAPACITY];
    private double[] y = new double[FIRST_CAPACITY];
    private int size;

    /** @param y not a number leaves a gap */
    public void add(double x, double y) {
        if (size > 0 && !(x >= this.x[size - 1])) {
            throw new IllegalArgumentException(
                    "Points come by rising x, found " + x + " after " + this.x[size - 1] + ".");
        }
        if (size == this.x.length) {
            this.x = Arrays.copyOf(this.x, 2 * size);
            this.y = Arrays.copyOf(this.y, 2 * size);
        }
        this.x[size] = x;
        this.y[size] = y;
        size++;
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public double x(int point) {
        return x[point];
    }

    public double y(int point) {
        return y[point];
    }

    /** The point whose x is nearest; the curve must have one. */
    public int nearest(double wanted) {
        int found = Arrays.binarySearch(x, 0, size, wanted);
        int after = Math.min(size - 1, found < 0 ? -found - 1 : found);
        int before = Math.max(0, after - 1);
        return wanted - x[before] < x[after] - wanted ? before : after;
    }
}
