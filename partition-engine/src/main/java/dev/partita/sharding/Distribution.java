package dev.partita.sharding;

import java.util.List;

/**
 * What the ranks along one mesh axis hold of a tensor. OneFlow calls these split, broadcast and partial-sum; the names
 * are PyTorch DTensor's.
 */
public sealed interface Distribution {
    Distribution REPLICATE = new Replicate();
    Distribution PARTIAL = new Partial();

    /**
     * Rank i holds the i-th part of one dimension.
     *
     * @param sections sizes of the runs that are split each by itself, such as the queries, keys and values of a packed
     *     projection; empty if the dimension is split as a whole
     */
    record Shard(int dimension, List<Long> sections) implements Distribution {
        public Shard {
            sections = List.copyOf(sections);
        }

        public Shard(int dimension) {
            this(dimension, List.of());
        }

        @Override
        public String toString() {
            return "split(" + dimension + ")";
        }
    }

    /** Every rank holds all of it. */
    record Replicate() implements Distribution {
        @Override
        public String toString() {
            return "copy";
        }
    }

    /** Every rank holds a summand of it. */
    record Partial() implements Distribution {
        @Override
        public String toString() {
            return "partial sum";
        }
    }

    static Distribution shard(int dimension) {
        return new Shard(dimension);
    }
}
