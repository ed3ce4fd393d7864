package dev.partita.program;

import dev.partita.kernel.CollectiveKernel.AllGatherAll;
import dev.partita.kernel.CollectiveKernel.ReduceScatterAll;
import dev.partita.kernel.CollectiveKernel.ReduceScatterInPlace;
import dev.partita.kernel.CollectiveKernel.TakeRange;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.Value;
import dev.partita.sharding.FlatSplit;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways between whole parameters and ranges of them: axis by axis, parameters that divide alike in one message. */
final class RangeSteps {
    /** A parameter, its gradient or state: what a rank needs whole, and its range of it. */
    record Ranged(FlatSplit split, Reference whole, Reference part) {}

    private final SegmentDraft segment;
    private final String name;
    private final DataType type;

    /**
     * @param name of the layer or parameter that the steps are for
     * @param type of what they move
     */
    RangeSteps(SegmentDraft segment, String name, DataType type) {
        this.segment = segment;
        this.name = name;
        this.type = type;
    }

    static Value value(SegmentDraft segment, String name, long elements, DataType type) {
        return new Value(name, new TensorSpec(Shape.of(elements), type), segment.device, segment);
    }

    /** From ranges to wholes, the innermost axis first. */
    void gather(List<Ranged> all) {
        alike(all).forEach(group -> {
            FlatSplit first = group.getFirst().split();
            List<Reference> now = group.stream().map(Ranged::part).toList();
            for (int level = first.axes().size() - 1; level >= 0; level--) {
                List<Reference> next =
                        level == 0 ? group.stream().map(Ranged::whole).toList() : between(group, level);
                segment.add(
                        name,
                        new AllGatherAll(
                                first.axes().get(level), first.ranks().get(level), elements(group, level), type),
                        inTurn(now, next));
                now = next;
            }
        });
    }

    /** From summands to ranges, to which the sum is added; the outermost axis first. */
    void scatter(List<Ranged> all) {
        alike(all).forEach(group -> {
            FlatSplit first = group.getFirst().split();
            List<Reference> now = group.stream().map(Ranged::whole).toList();
            for (int level = 0; level < first.axes().size(); level++) {
                boolean last = level == first.axes().size() - 1;
                List<Reference> next = last ? group.stream().map(Ranged::part).toList() : between(group, level + 1);
                segment.add(
                        name,
                        new ReduceScatterAll(
                                first.axes().get(level), first.ranks().get(level), elements(group, level), last, type),
                        inTurn(now, next));
                now = next;
            }
        });
    }

    /** From summands to ranges of the sum, with which what held the summands then begins. */
    void scatterInPlace(List<Ranged> all) {
        alike(all).forEach(group -> {
            FlatSplit first = group.getFirst().split();
            for (int level = 0; level < first.axes().size(); level++) {
                segment.add(
                        name,
                        new ReduceScatterInPlace(
                                first.axes().get(level), first.ranks().get(level), elements(group, level), type),
                        group.stream().map(Ranged::whole).toList());
            }
        });
    }

    /** Each rank's range of what all have whole. */
    void take(List<Ranged> all) {
        for (Ranged ranged : all) {
            FlatSplit split = ranged.split();
            Reference now = ranged.whole();
            for (int level = 0; level < split.axes().size(); level++) {
                Reference next = level == split.axes().size() - 1
                        ? ranged.part()
                        : between(List.of(ranged), level + 1).getFirst();
                segment.add(
                        name,
                        new TakeRange(split.axes().get(level), split.ranks().get(level), split.after(level), type),
                        List.of(now, next));
                now = next;
            }
        }
    }

    private static List<List<Ranged>> alike(List<Ranged> all) {
        Map<List<Integer>, List<Ranged>> groups = new LinkedHashMap<>();
        all.forEach(ranged -> groups.computeIfAbsent(ranged.split().axes(), axes -> new ArrayList<>())
                .add(ranged));
        return List.copyOf(groups.values());
    }

    private static List<Long> elements(List<Ranged> group, int level) {
        return group.stream().map(ranged -> ranged.split().after(level)).toList();
    }

    /** What is left after some axes and not all. */
    private List<Reference> between(List<Ranged> group, int level) {
        return group.stream()
                .<Reference>map(ranged -> new Reference.OfValue(
                        value(segment, name + " range", ranged.split().after(level), type)))
                .toList();
    }

    private static List<Reference> inTurn(List<Reference> from, List<Reference> to) {
        List<Reference> operands = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            operands.add(from.get(i));
            operands.add(to.get(i));
        }
        return operands;
    }
}
