package dev.partita.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a chain of weights into contiguous, non-empty parts so that the heaviest part is as light as it can be.
 *
 * <p>The lightest limit under which the chain still fits is found by bisection, since fitting is monotone in the limit;
 * that is as exact as the dynamic program over (block, part) and linear in the blocks, so that ten thousand of them take
 * no time. Parts are filled from the end: where there is slack, early pipeline stages get less, because they hold the
 * activations of more microbatches.
 */
final class EvenCut {
    private static final int BISECTIONS = 60;

    /** Sums of the same weights in another order differ by less than this. */
    private static final double ROUNDING = 1e-9;

    private EvenCut() {}

    /** The first block of every part. {@code parts} is at most the number of weights. */
    static List<Integer> starts(double[] weights, int parts) {
        if (parts < 1 || parts > weights.length) {
            throw new IllegalArgumentException(
                    "A chain of " + weights.length + " blocks has 1 to that many parts, found " + parts + ".");
        }
        double high = 0;
        double low = 0;
        for (double weight : weights) {
            high += weight;
            low = Math.max(low, weight);
        }
        high *= 1 + ROUNDING;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (filled(weights, parts, middle).size() <= parts) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return filled(weights, parts, high);
    }

    /** Starts of parts filled from the end up to a limit, stopping early where every earlier part needs a block. */
    private static List<Integer> filled(double[] weights, int parts, double limit) {
        List<Integer> starts = new ArrayList<>();
        double part = 0;
        for (int block = weights.length - 1; block >= 0; block--) {
            boolean neededBefore = block + 1 <= parts - starts.size() - 1;
            if (block < weights.length - 1 && (part + weights[block] > limit || neededBefore)) {
                starts.addFirst(block + 1);
                part = 0;
            }
            part += weights[block];
        }
        starts.addFirst(0);
        return starts;
    }
}
