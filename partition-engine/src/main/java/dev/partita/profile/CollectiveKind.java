package dev.partita.profile;

import dev.partita.kernel.CollectiveKernel;
import java.util.Optional;

/**
 * What a group of ranks does together, with the share of the full tensor each rank sends in a ring.
 *
 * <p>{@code bytes} of a collective are those of the full tensor: of the sum in an all-reduce, of the whole in an
 * all-gather or a reduce-scatter, of what one rank holds in an all-to-all.
 */
public enum CollectiveKind {
    ALL_REDUCE(2),
    ALL_GATHER(1),
    REDUCE_SCATTER(1),
    BROADCAST(1),
    ALL_TO_ALL(1);

    private final int rounds;

    CollectiveKind(int rounds) {
        this.rounds = rounds;
    }

    /** Of a kernel; none where each rank takes its part of what it has. */
    public static Optional<CollectiveKind> of(CollectiveKernel kernel) {
        return switch (kernel) {
            case CollectiveKernel.AllReduce _, CollectiveKernel.AllReduceMax _, CollectiveKernel.AllReduceAll _ ->
                Optional.of(ALL_REDUCE);
            case CollectiveKernel.AllGather _, CollectiveKernel.AllGatherAll _ -> Optional.of(ALL_GATHER);
            case CollectiveKernel.ReduceScatter _,
                    CollectiveKernel.ReduceScatterAll _,
                    CollectiveKernel.ReduceScatterInPlace _ -> Optional.of(REDUCE_SCATTER);
            case CollectiveKernel.AllToAll _ -> Optional.of(ALL_TO_ALL);
            case CollectiveKernel.TakePart _, CollectiveKernel.TakeRange _ -> Optional.empty();
        };
    }

    /** How often the tensor goes around the ring: an all-reduce is a reduce-scatter and an all-gather. */
    int rounds() {
        return rounds;
    }

    /** Times the full tensor that one rank sends in a ring of n (Patarasuk and Yuan 2009). */
    double ringShare(int ranks) {
        return this == BROADCAST ? 1 : rounds * (ranks - 1) / (double) ranks;
    }
}
