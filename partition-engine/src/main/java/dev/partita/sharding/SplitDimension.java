package dev.partita.sharding;

import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as it lies in memory around the one dimension that is split: {@code [outer, dimension, inner]}, row-major.
 *
 * @param sections what the dimension consists of, each split by itself; their sum is the whole dimension
 * @param inner elements that lie side by side for each place in the dimension
 */
public record SplitDimension(long outer, List<Long> sections, long inner, int ranks) {
    public SplitDimension {
        sections = List.copyOf(sections);
        for (long section : sections) {
            if (section % ranks != 0) {
                throw new IllegalArgumentException(
                        "A section of " + section + " does not divide over " + ranks + " ranks.");
            }
        }
    }

    /** A run of elements that lie side by side in the whole and in a rank's part. */
    public record Run(long whole, long part, long elements) {}

    /**
     * The split of a tensor's dimension; images {@code [sample, channel, height, width]} lie in memory with the channel
     * last.
     */
    public static SplitDimension of(Shape whole, Shard shard, int ranks) {
        int dimension = shard.dimension() < 0 ? whole.rank() + shard.dimension() : shard.dimension();
        List<Long> sizes = new ArrayList<>(whole.dimensions());
        int place = dimension;
        if (whole.rank() == 4) {
            sizes.add(sizes.remove(1));
            place = dimension == 0 ? 0 : dimension == 1 ? 3 : dimension - 1;
        }
        return of(sizes, place, shard.sections(), ranks);
    }

    /** The split of a parameter's dimension, in canonical order. */
    public static SplitDimension canonical(Shape whole, Shard shard, int ranks) {
        return of(whole.dimensions(), shard.dimension(), shard.sections(), ranks);
    }

    private static SplitDimension of(List<Long> sizes, int place, List<Long> sections, int ranks) {
        long outer = 1;
        long inner = 1;
        for (int i = 0; i < sizes.size(); i++) {
            outer *= i < place ? sizes.get(i) : 1;
            inner *= i > place ? sizes.get(i) : 1;
        }
        return new SplitDimension(outer, sections.isEmpty() ? List.of(sizes.get(place)) : sections, inner, ranks);
    }

    public long wholeElements() {
        return outer * sum() * inner;
    }

    public long partElements() {
        return wholeElements() / ranks;
    }

    private long sum() {
        return sections.stream().mapToLong(Long::longValue).sum();
    }

    /** Where a rank's part lies in the whole. */
    public List<Run> runs(int rank) {
        List<Run> runs = new ArrayList<>();
        long row = sum();
        for (long o = 0; o < outer; o++) {
            long before = 0;
            for (long section : sections) {
                long elements = section / ranks * inner;
                runs.add(new Run(
                        (o * row + before + rank * (section / ranks)) * inner,
                        (o * row + before) / ranks * inner,
                        elements));
                before += section;
            }
        }
        return runs;
    }
}
