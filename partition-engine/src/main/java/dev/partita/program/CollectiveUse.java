package dev.partita.program;

import dev.partita.kernel.CollectiveKernel;

/**
 * What one kind of collective along one axis of a mesh means for each of its devices in one step.
 *
 * @param axis name of the axis
 * @param bytes that each device sends
 * @param seconds predicted for all of them together
 */
public record CollectiveUse(Kind kind, String axis, long bytes, double seconds) {
    /** What is done together; taking a part of something whole sends nothing. */
    public enum Kind {
        ALL_REDUCE("all-reduce"),
        ALL_GATHER("all-gather"),
        REDUCE_SCATTER("reduce-scatter"),
        ALL_TO_ALL("all-to-all"),
        TAKE_PART("take part");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The field's word. */
        public String word() {
            return word;
        }

        static Kind of(CollectiveKernel kernel) {
            return switch (kernel) {
                case CollectiveKernel.AllReduce _, CollectiveKernel.AllReduceMax _, CollectiveKernel.AllReduceAll _ ->
                    ALL_REDUCE;
                case CollectiveKernel.AllGather _, CollectiveKernel.AllGatherAll _ -> ALL_GATHER;
                case CollectiveKernel.ReduceScatter _,
                        CollectiveKernel.ReduceScatterAll _,
                        CollectiveKernel.ReduceScatterInPlace _ -> REDUCE_SCATTER;
                case CollectiveKernel.AllToAll _ -> ALL_TO_ALL;
                case CollectiveKernel.TakePart _, CollectiveKernel.TakeRange _ -> TAKE_PART;
            };
        }
    }

    CollectiveUse plus(CollectiveUse other) {
        return new CollectiveUse(kind, axis, Math.addExact(bytes, other.bytes), seconds + other.seconds);
    }

    /** What each rank sends: (n-1)/n of the whole in every pass. */
    static long sentBytes(CollectiveKernel kernel) {
        long part = kernel.wholeBytes() / kernel.ranks();
        return kernel.passes() * part * (kernel.ranks() - 1);
    }
}
