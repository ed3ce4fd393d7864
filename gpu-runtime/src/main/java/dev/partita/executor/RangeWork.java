package dev.partita.executor;

import dev.partita.kernel.CollectiveKernel.AllGatherAll;
import dev.partita.kernel.CollectiveKernel.ReduceScatterAll;
import dev.partita.kernel.CollectiveKernel.ReduceScatterInPlace;
import dev.partita.kernel.CollectiveKernel.TakeRange;
import dev.partita.sharding.FlatSplit;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Collectives on ranges of elements, of which the last ranks' may reach beyond the end: nothing is read there, and a range
 * that is written holds zeros there. Sums are added in rank order.
 */
final class RangeWork {
    private static final int BLOCK = 4096;

    private final float[] sum = new float[BLOCK];
    private final float[] summand = new float[BLOCK];

    static void take(TakeRange range, int rank, MemorySegment[] own) {
        long bytes = range.type().bytes();
        FlatSplit.Range taken = range(range.elements(), range.ranks(), rank);
        MemorySegment.copy(own[0], taken.first() * bytes, own[1], 0, taken.elements() * bytes);
        clearBeyond(own[1], taken.elements() * bytes);
    }

    static void gather(AllGatherAll gather, int rank, MemorySegment[][] all) {
        long bytes = gather.type().bytes();
        for (int i = 0; i < gather.elements().size(); i++) {
            for (int other = 0; other < all.length; other++) {
                FlatSplit.Range from = range(gather.elements().get(i), all.length, other);
                MemorySegment.copy(
                        all[other][2 * i], 0, all[rank][2 * i + 1], from.first() * bytes, from.elements() * bytes);
            }
        }
    }

    /** The rank's range of the sums, where it lies: nobody else reads it there. */
    void scatter(ReduceScatterInPlace scatter, int rank, MemorySegment[][] all) {
        refuseOthers(scatter.type());
        for (int i = 0; i < scatter.elements().size(); i++) {
            FlatSplit.Range own = range(scatter.elements().get(i), all.length, rank);
            for (long done = 0; done < own.elements(); done += BLOCK) {
                int count = (int) Math.min(BLOCK, own.elements() - done);
                add(all, i, own.first() + done, count);
                store(all[rank][i], own.first() + done, count, false);
            }
        }
    }

    /** Once all ranks have theirs: the range to the front, zeros behind it. */
    static void settle(ReduceScatterInPlace scatter, int rank, MemorySegment[] own) {
        for (int i = 0; i < scatter.elements().size(); i++) {
            long elements = scatter.elements().get(i);
            FlatSplit.Range range = range(elements, scatter.ranks(), rank);
            long bytes = range.elements() * Float.BYTES;
            MemorySegment.copy(own[i], range.first() * Float.BYTES, own[i], 0, bytes);
            own[i].asSlice(bytes, elements * Float.BYTES - bytes).fill((byte) 0);
        }
    }

    void scatter(ReduceScatterAll scatter, int rank, MemorySegment[][] all) {
        refuseOthers(scatter.type());
        for (int i = 0; i < scatter.elements().size(); i++) {
            FlatSplit.Range own = range(scatter.elements().get(i), all.length, rank);
            MemorySegment part = all[rank][2 * i + 1];
            for (long done = 0; done < own.elements(); done += BLOCK) {
                int count = (int) Math.min(BLOCK, own.elements() - done);
                add(all, 2 * i, own.first() + done, count);
                store(part, done, count, scatter.adds());
            }
            if (!scatter.adds()) {
                clearBeyond(part, own.elements() * Float.BYTES);
            }
        }
    }

    private void add(MemorySegment[][] all, int operand, long at, int count) {
        copy(all[0][operand], at, sum, count);
        for (int rank = 1; rank < all.length; rank++) {
            copy(all[rank][operand], at, summand, count);
            for (int i = 0; i < count; i++) {
                sum[i] += summand[i];
            }
        }
    }

    private void store(MemorySegment part, long at, int count, boolean adds) {
        if (adds) {
            copy(part, at, summand, count);
            for (int i = 0; i < count; i++) {
                sum[i] = summand[i] + sum[i];
            }
        }
        MemorySegment.copy(sum, 0, part, ValueLayout.JAVA_FLOAT, at * Float.BYTES, count);
    }

    private static void copy(MemorySegment from, long at, float[] into, int count) {
        MemorySegment.copy(from, ValueLayout.JAVA_FLOAT, at * Float.BYTES, into, 0, count);
    }

    private static void refuseOthers(DataType type) {
        if (type != DataType.FLOAT32) {
            throw new IllegalArgumentException("Virtual devices add up ranges of float32, found " + type + ".");
        }
    }

    private static FlatSplit.Range range(long elements, int ranks, int rank) {
        return new FlatSplit(elements, List.of(0), List.of(ranks)).range(List.of(rank));
    }

    private static void clearBeyond(MemorySegment part, long bytes) {
        part.asSlice(bytes).fill((byte) 0);
    }
}
