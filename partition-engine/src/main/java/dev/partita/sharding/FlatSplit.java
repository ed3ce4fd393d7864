package dev.partita.sharding;

import java.util.List;

/**
 * A row of elements dealt to the ranks of some axes in equal ranges, one axis after another: any number of elements
 * divides so. A range that reaches beyond the end holds zeros there, which change no sum and no update.
 *
 * @param elements of the whole row
 * @param axes of the mesh, outermost first; none where every rank has all elements
 * @param ranks of each axis
 */
public record FlatSplit(long elements, List<Integer> axes, List<Integer> ranks) {
    public FlatSplit {
        axes = List.copyOf(axes);
        ranks = List.copyOf(ranks);
    }

    /** The elements of the whole that one rank holds; its range ends with zeros if they are fewer than it has places. */
    public record Range(long first, long elements) {}

    public static FlatSplit whole(long elements) {
        return new FlatSplit(elements, List.of(), List.of());
    }

    public boolean divides() {
        return !axes.isEmpty();
    }

    /** Places in the range of each of so many ranks. */
    public static long part(long elements, int ranks) {
        return Math.ceilDiv(elements, ranks);
    }

    /** What a rank holds once the first so many axes have divided it. */
    public long after(int divided) {
        long left = elements;
        for (int ranksOfAxis : ranks.subList(0, divided)) {
            left = part(left, ranksOfAxis);
        }
        return left;
    }

    /** Places in each rank's range. */
    public long partElements() {
        return after(axes.size());
    }

    /** How many ranges there are. */
    public int parts() {
        return ranks.stream().reduce(1, Math::multiplyExact);
    }

    /** What the rank at some coordinates of its mesh holds. */
    public Range range(List<Integer> coordinates) {
        long first = 0;
        long left = elements;
        for (int i = 0; i < axes.size(); i++) {
            long before = coordinates.get(axes.get(i)) * after(i + 1);
            first += before;
            left = Math.clamp(left - before, 0, after(i + 1));
        }
        return new Range(left == 0 ? 0 : first, left);
    }
}
