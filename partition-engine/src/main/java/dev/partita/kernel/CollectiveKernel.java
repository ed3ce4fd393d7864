package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.SplitDimension;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ranks along one mesh axis do together, or each with its own part of something whole. Sums are added in rank
 * order, so that every rank gets the same bits. Executors run these: a device alone cannot.
 */
public sealed interface CollectiveKernel extends Kernel {
    int axis();

    int ranks();

    /** Bytes of the whole tensor: what the textbook formulas call S. */
    long wholeBytes();

    /** The same of tensors of another type. */
    CollectiveKernel in(DataType other);

    /**
     * How often (n-1)/n of the whole goes around the ranks: twice for an all-reduce, once for the others, not at all
     * where each rank takes its part of what it has.
     */
    int passes();

    @Override
    default double flops() {
        return 0;
    }

    /** {@code y = sum over ranks of x}, everywhere. Operands: x, y (written). */
    record AllReduce(int axis, int ranks, long elements, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new AllReduce(axis, ranks, elements, other);
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(read("x", flat(elements, type)), write("y", flat(elements, type)));
        }

        @Override
        public int passes() {
            return 2;
        }

        @Override
        public long wholeBytes() {
            return flat(elements, type).bytes();
        }
    }

    /** {@code x = max over ranks of x}, everywhere, in place. Operands: x (updated). */
    record AllReduceMax(int axis, int ranks, long elements, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new AllReduceMax(axis, ranks, elements, other);
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(update("x", flat(elements, type)));
        }

        @Override
        public int passes() {
            return 2;
        }

        @Override
        public long wholeBytes() {
            return flat(elements, type).bytes();
        }
    }

    /** Sums several tensors over the ranks, in place, as one message: gradients. Operands: each tensor (updated). */
    record AllReduceAll(int axis, int ranks, List<Long> elements, DataType type) implements CollectiveKernel {
        public AllReduceAll {
            elements = List.copyOf(elements);
        }

        @Override
        public CollectiveKernel in(DataType other) {
            return new AllReduceAll(axis, ranks, elements, other);
        }

        @Override
        public List<OperandUse> operands() {
            return updated(elements, type);
        }

        @Override
        public int passes() {
            return 2;
        }

        @Override
        public long wholeBytes() {
            return elements.stream()
                    .mapToLong(count -> flat(count, type).bytes())
                    .sum();
        }
    }

    /** Every rank gets all parts. Operands: the rank's part, the whole (written). */
    record AllGather(int axis, SplitDimension split, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new AllGather(axis, split, other);
        }

        @Override
        public int ranks() {
            return split.ranks();
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("part", flat(split.partElements(), type)), write("whole", flat(split.wholeElements(), type)));
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public long wholeBytes() {
            return flat(split.wholeElements(), type).bytes();
        }
    }

    /** Every rank gets its part of the sum over ranks. Operands: the rank's summand, its part of the sum (written). */
    record ReduceScatter(int axis, SplitDimension split, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new ReduceScatter(axis, split, other);
        }

        @Override
        public int ranks() {
            return split.ranks();
        }

        @Override
        public List<OperandUse> operands() {
            return wholeToPart(split, type);
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public long wholeBytes() {
            return flat(split.wholeElements(), type).bytes();
        }
    }

    /** From a part of one dimension to a part of another. Operands: the old part, the new part (written). */
    record AllToAll(int axis, SplitDimension from, SplitDimension to, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new AllToAll(axis, from, to, other);
        }

        @Override
        public int ranks() {
            return from.ranks();
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(read("from", flat(from.partElements(), type)), write("to", flat(to.partElements(), type)));
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public long wholeBytes() {
            return flat(from.wholeElements(), type).bytes();
        }
    }

    /** Each rank takes its own part of what it has whole. Operands: the whole, the rank's part (written). */
    record TakePart(int axis, SplitDimension split, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new TakePart(axis, split, other);
        }

        @Override
        public int ranks() {
            return split.ranks();
        }

        @Override
        public List<OperandUse> operands() {
            return wholeToPart(split, type);
        }

        @Override
        public long trafficBytes() {
            return 2 * flat(split.partElements(), type).bytes();
        }

        @Override
        public long wholeBytes() {
            return flat(split.wholeElements(), type).bytes();
        }

        @Override
        public int passes() {
            return 0;
        }
    }

    /**
     * Every rank gets all ranges of several tensors, as one message: weights that ranks hold in parts. Each tensor lies in
     * equal ranges, the last filled up. Operands: of each tensor the rank's range, then the whole (written).
     */
    record AllGatherAll(int axis, int ranks, List<Long> elements, DataType type) implements CollectiveKernel {
        public AllGatherAll {
            elements = List.copyOf(elements);
        }

        @Override
        public CollectiveKernel in(DataType other) {
            return new AllGatherAll(axis, ranks, elements, other);
        }

        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>();
            for (long count : elements) {
                uses.add(read("part" + uses.size() / 2, flat(FlatSplit.part(count, ranks), type)));
                uses.add(write("whole" + uses.size() / 2, flat(count, type)));
            }
            return uses;
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public long wholeBytes() {
            return ranges(elements, ranks, type);
        }
    }

    /**
     * Every rank gets its range of the sums over ranks of several tensors, as one message: gradients. What a range has
     * beyond the end of its tensor is filled with zeros. Operands: of each tensor the rank's summand, then its range of the
     * sum (written, or added to).
     *
     * @param adds true if the sum is added to what the range holds
     */
    record ReduceScatterAll(int axis, int ranks, List<Long> elements, boolean adds, DataType type)
            implements CollectiveKernel {
        public ReduceScatterAll {
            elements = List.copyOf(elements);
        }

        @Override
        public CollectiveKernel in(DataType other) {
            return new ReduceScatterAll(axis, ranks, elements, adds, other);
        }

        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>();
            for (long count : elements) {
                uses.add(read("whole" + uses.size() / 2, flat(count, type)));
                TensorSpec part = flat(FlatSplit.part(count, ranks), type);
                String name = "part" + uses.size() / 2;
                uses.add(adds ? update(name, part) : write(name, part));
            }
            return uses;
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public long wholeBytes() {
            return ranges(elements, ranks, type);
        }
    }

    /**
     * Sums several tensors over the ranks, as one message, in the memory that they have: afterwards each begins with the
     * rank's range of the sum and is zero from there on. Operands: each tensor (updated).
     */
    record ReduceScatterInPlace(int axis, int ranks, List<Long> elements, DataType type) implements CollectiveKernel {
        public ReduceScatterInPlace {
            elements = List.copyOf(elements);
        }

        @Override
        public CollectiveKernel in(DataType other) {
            return new ReduceScatterInPlace(axis, ranks, elements, other);
        }

        @Override
        public List<OperandUse> operands() {
            return updated(elements, type);
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public long wholeBytes() {
            return ranges(elements, ranks, type);
        }
    }

    /** Each rank takes its range of what it has whole, zeros beyond the end. Operands: the whole, the range (written). */
    record TakeRange(int axis, int ranks, long elements, DataType type) implements CollectiveKernel {
        @Override
        public CollectiveKernel in(DataType other) {
            return new TakeRange(axis, ranks, elements, other);
        }

        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("whole", flat(elements, type)), write("part", flat(FlatSplit.part(elements, ranks), type)));
        }

        @Override
        public long trafficBytes() {
            return 2 * flat(FlatSplit.part(elements, ranks), type).bytes();
        }

        @Override
        public int passes() {
            return 0;
        }

        @Override
        public long wholeBytes() {
            return flat(elements, type).bytes();
        }
    }

    private static List<OperandUse> updated(List<Long> elements, DataType type) {
        List<OperandUse> uses = new ArrayList<>();
        elements.forEach(count -> uses.add(update("x" + uses.size(), flat(count, type))));
        return uses;
    }

    private static List<OperandUse> wholeToPart(SplitDimension split, DataType type) {
        return List.of(
                read("whole", flat(split.wholeElements(), type)), write("part", flat(split.partElements(), type)));
    }

    /** Bytes of all ranges of some tensors. */
    private static long ranges(List<Long> elements, int ranks, DataType type) {
        return elements.stream()
                .mapToLong(count ->
                        ranks * flat(FlatSplit.part(count, ranks), type).bytes())
                .reduce(0, Math::addExact);
    }

    private static TensorSpec flat(long elements, DataType type) {
        return new TensorSpec(Shape.of(elements), type);
    }
}
