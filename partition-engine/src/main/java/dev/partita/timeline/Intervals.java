package dev.partita.timeline;

import java.util.Arrays;

/** Disjoint ranges of time in ascending order, in primitive arrays. */
final class Intervals {
    private double[] starts = new double[64];
    private double[] ends = new double[64];
    private int size;

    /** Appends a range that starts no earlier than those before it; what overlaps the last one is merged with it. */
    void add(double start, double end) {
        if (size > 0 && start <= ends[size - 1]) {
            ends[size - 1] = Math.max(ends[size - 1], end);
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    double totalSeconds() {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += ends[i] - starts[i];
        }
        return total;
    }

    Intervals union(Intervals other) {
        Intervals union = new Intervals();
        int i = 0;
        int j = 0;
        while (i < size || j < other.size) {
            if (j == other.size || (i < size && starts[i] <= other.starts[j])) {
                union.add(starts[i], ends[i++]);
            } else {
                union.add(other.starts[j], other.ends[j++]);
            }
        }
        return union;
    }

    /** Seconds that lie in both. */
    double overlapSeconds(Intervals other) {
        double overlap = 0;
        int i = 0;
        int j = 0;
        while (i < size && j < other.size) {
            overlap += Math.max(0, Math.min(ends[i], other.ends[j]) - Math.max(starts[i], other.starts[j]));
            if (ends[i] < other.ends[j]) {
                i++;
            } else {
                j++;
            }
        }
        return overlap;
    }
}
