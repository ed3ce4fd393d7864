package dev.partita.executor;

import dev.partita.device.Halves;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.CollectiveKernel.AllGather;
import dev.partita.kernel.CollectiveKernel.AllGatherAll;
import dev.partita.kernel.CollectiveKernel.AllReduce;
import dev.partita.kernel.CollectiveKernel.AllReduceAll;
import dev.partita.kernel.CollectiveKernel.AllReduceMax;
import dev.partita.kernel.CollectiveKernel.AllToAll;
import dev.partita.kernel.CollectiveKernel.ReduceScatter;
import dev.partita.kernel.CollectiveKernel.ReduceScatterAll;
import dev.partita.kernel.CollectiveKernel.ReduceScatterInPlace;
import dev.partita.kernel.CollectiveKernel.TakePart;
import dev.partita.kernel.CollectiveKernel.TakeRange;
import dev.partita.sharding.SplitDimension;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One rank's share of a collective, on everybody's operands. What is summed is summed in rank order by one rank for all,
 * so that all get the same bits; sums of 16-bit
 * numbers are in fp32 and rounded once.
 */
final class CollectiveWork {
    private static final int BLOCK = 4096;

    private record Part(SplitDimension split, int rank) {}

    private record Change(SplitDimension from, SplitDimension to, int rank) {}

    /** Where the elements of a new part come from. */
    private record Sources(int[] rank, long[] element) {}

    private final RangeWork ranges = new RangeWork();
    private final float[] floats = new float[BLOCK];
    private final float[] moreFloats = new float[BLOCK];
    private final double[] doubles = new double[BLOCK];
    private final double[] moreDoubles = new double[BLOCK];
    private final Map<DataType, Halves> halves = new EnumMap<>(DataType.class);
    private final Map<Part, List<SplitDimension.Run>> runs = new HashMap<>();
    private final Map<Change, Sources> sources = new HashMap<>();

    /** What a rank does by itself. */
    void alone(CollectiveKernel kernel, int rank, MemorySegment[] own) {
        switch (kernel) {
            case TakePart part -> {
                long bytes = part.type().bytes();
                for (SplitDimension.Run run : runs(part.split(), rank)) {
                    MemorySegment.copy(own[0], run.whole() * bytes, own[1], run.part() * bytes, run.elements() * bytes);
                }
            }
            case TakeRange range -> RangeWork.take(range, rank, own);
            case AllReduce _,
                    AllReduceMax _,
                    AllReduceAll _,
                    AllGather _,
                    AllGatherAll _,
                    ReduceScatter _,
                    ReduceScatterAll _,
                    ReduceScatterInPlace _,
                    AllToAll _ -> throw new IllegalArgumentException(kernel + " needs all ranks.");
        }
    }

    /** @param all every rank's operands */
    void share(CollectiveKernel kernel, int rank, MemorySegment[][] all) {
        switch (kernel) {
            case AllReduce reduce -> reduce(all, 0, 1, rank, reduce.elements(), reduce.type(), false);
            case AllReduceMax reduce -> reduce(all, 0, 0, rank, reduce.elements(), reduce.type(), true);
            case AllReduceAll reduce -> {
                for (int i = 0; i < reduce.elements().size(); i++) {
                    reduce(all, i, i, rank, reduce.elements().get(i), reduce.type(), false);
                }
            }
            case AllGather gather -> gather(gather, rank, all);
            case ReduceScatter scatter -> scatter(scatter, rank, all);
            case AllToAll exchange -> exchange(exchange, rank, all);
            case AllGatherAll gather -> RangeWork.gather(gather, rank, all);
            case ReduceScatterAll scatter -> ranges.scatter(scatter, rank, all);
            case ReduceScatterInPlace scatter -> ranges.scatter(scatter, rank, all);
            case TakePart _, TakeRange _ -> alone(kernel, rank, all[rank]);
        }
    }

    /** What is left to a rank once nobody reads its operands any more. */
    void settle(CollectiveKernel kernel, int rank, MemorySegment[] own) {
        if (kernel instanceof ReduceScatterInPlace scatter) {
            RangeWork.settle(scatter, rank, own);
        }
    }

    /** This rank's slice of the elements, from all sources to all targets. */
    private void reduce(
            MemorySegment[][] all, int source, int target, int rank, long elements, DataType type, boolean max) {
        long first = elements * rank / all.length;
        long last = elements * (rank + 1) / all.length;
        for (long at = first; at < last; at += BLOCK) {
            int count = (int) Math.min(BLOCK, last - at);
            combine(all, source, at, count, type, max);
            for (MemorySegment[] operands : all) {
                store(operands[target], at, count, type);
            }
        }
    }

    private void combine(MemorySegment[][] all, int source, long at, int count, DataType type, boolean max) {
        for (int rank = 0; rank < all.length; rank++) {
            switch (type) {
                case FLOAT32 -> {
                    float[] into = rank == 0 ? floats : moreFloats;
                    MemorySegment.copy(all[rank][source], ValueLayout.JAVA_FLOAT, at * Float.BYTES, into, 0, count);
                    for (int i = 0; i < count && rank > 0; i++) {
                        floats[i] = max ? Math.max(floats[i], moreFloats[i]) : floats[i] + moreFloats[i];
                    }
                }
                case FLOAT64 -> {
                    double[] into = rank == 0 ? doubles : moreDoubles;
                    MemorySegment.copy(all[rank][source], ValueLayout.JAVA_DOUBLE, at * Double.BYTES, into, 0, count);
                    for (int i = 0; i < count && rank > 0; i++) {
                        doubles[i] = max ? Math.max(doubles[i], moreDoubles[i]) : doubles[i] + moreDoubles[i];
                    }
                }
                case BFLOAT16, FLOAT16 -> {
                    float[] into = rank == 0 ? floats : moreFloats;
                    halves(type).widen(all[rank][source], at * Short.BYTES, MemorySegment.ofArray(into), 0, count);
                    for (int i = 0; i < count && rank > 0; i++) {
                        floats[i] = max ? Math.max(floats[i], moreFloats[i]) : floats[i] + moreFloats[i];
                    }
                }
                case INT32, UINT8 -> throw new IllegalArgumentException("Virtual devices do not add up " + type + ".");
            }
        }
    }

    private void store(MemorySegment target, long at, int count, DataType type) {
        if (type.half()) {
            halves(type).narrow(MemorySegment.ofArray(floats), 0, target, at * Short.BYTES, count);
        } else if (type == DataType.FLOAT64) {
            MemorySegment.copy(doubles, 0, target, ValueLayout.JAVA_DOUBLE, at * Double.BYTES, count);
        } else {
            MemorySegment.copy(floats, 0, target, ValueLayout.JAVA_FLOAT, at * Float.BYTES, count);
        }
    }

    private Halves halves(DataType type) {
        return halves.computeIfAbsent(type, Halves::new);
    }

    private void gather(AllGather gather, int rank, MemorySegment[][] all) {
        long bytes = gather.type().bytes();
        MemorySegment whole = all[rank][1];
        for (int other = 0; other < all.length; other++) {
            for (SplitDimension.Run run : runs(gather.split(), other)) {
                MemorySegment.copy(
                        all[other][0], run.part() * bytes, whole, run.whole() * bytes, run.elements() * bytes);
            }
        }
    }

    private void scatter(ReduceScatter scatter, int rank, MemorySegment[][] all) {
        DataType type = scatter.type();
        long bytes = type.bytes();
        for (SplitDimension.Run run : runs(scatter.split(), rank)) {
            for (long done = 0; done < run.elements(); done += BLOCK) {
                int count = (int) Math.min(BLOCK, run.elements() - done);
                combine(all, 0, run.whole() + done, count, type, false);
                MemorySegment part = all[rank][1].asSlice((run.part() + done) * bytes, count * bytes);
                store(part, 0, count, type);
            }
        }
    }

    private void exchange(AllToAll exchange, int rank, MemorySegment[][] all) {
        Sources from =
                sources.computeIfAbsent(new Change(exchange.from(), exchange.to(), rank), change -> sources(change));
        long bytes = exchange.type().bytes();
        MemorySegment target = all[rank][1];
        for (int i = 0; i < from.rank().length; i++) {
            MemorySegment.copy(all[from.rank()[i]][0], from.element()[i] * bytes, target, i * bytes, bytes);
        }
    }

    private Sources sources(Change change) {
        int elements = Math.toIntExact(change.to().partElements());
        int whole = Math.toIntExact(change.from().wholeElements());
        int[] ownerOf = new int[whole];
        long[] placeIn = new long[whole];
        for (int rank = 0; rank < change.from().ranks(); rank++) {
            for (SplitDimension.Run run : runs(change.from(), rank)) {
                for (long i = 0; i < run.elements(); i++) {
                    ownerOf[(int) (run.whole() + i)] = rank;
                    placeIn[(int) (run.whole() + i)] = run.part() + i;
                }
            }
        }
        Sources found = new Sources(new int[elements], new long[elements]);
        for (SplitDimension.Run run : runs(change.to(), change.rank())) {
            for (long i = 0; i < run.elements(); i++) {
                found.rank()[(int) (run.part() + i)] = ownerOf[(int) (run.whole() + i)];
                found.element()[(int) (run.part() + i)] = placeIn[(int) (run.whole() + i)];
            }
        }
        return found;
    }

    private List<SplitDimension.Run> runs(SplitDimension split, int rank) {
        return runs.computeIfAbsent(new Part(split, rank), part -> part.split().runs(part.rank()));
    }
}
