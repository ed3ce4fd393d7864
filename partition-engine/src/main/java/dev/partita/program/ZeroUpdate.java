package dev.partita.program;

import dev.partita.kernel.Kernel;
import dev.partita.plan.Precision;
import dev.partita.plan.Zero;
import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.ParameterDraft;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.RangeSteps.Ranged;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/**
 * The end of a step where ZeRO divides the optimizer's work: gradients that are whole so far are summed into ranges, every
 * rank updates its range of the weights, and weights that ranks keep whole are gathered again. Parameters travel in
 * buckets: few enough messages, little enough scratch.
 */
final class ZeroUpdate {
    /** What PyTorch's DistributedDataParallel puts into one message. */
    static final long BUCKET_BYTES = 25L << 20;

    private final DeviceDraft draft;
    private final Zero zero;
    private final Precision precision;

    ZeroUpdate(DeviceDraft draft, Zero zero, Precision precision) {
        this.draft = draft;
        this.zero = zero;
        this.precision = precision;
    }

    /**
     * Where the optimizer updates masters: rounds them, before the step, to what layers read. Of a range that is a range,
     * which is gathered where ranks keep the weight whole.
     *
     * @param cast the kernel for so many elements
     */
    void refresh(LongFunction<Kernel> cast) {
        SegmentDraft segment = draft.once(SegmentKind.BEGIN);
        List<Ranged> gathered = new ArrayList<>();
        for (ParameterDraft parameter : draft.parameters) {
            boolean gathers = parameter.split().divides() && !zero.dividesWeights();
            Reference rounded = gathers ? range(segment, parameter, precision.type()) : weight(parameter);
            segment.add(
                    parameter.parameter().name(),
                    cast.apply(parameter.split().partElements()),
                    List.of(parameter.master(), rounded));
            if (gathers) {
                gathered.add(new Ranged(parameter.split(), weight(parameter), rounded));
            }
        }
        buckets(gathered).forEach(new RangeSteps(segment, "weights", precision.type())::gather);
    }

    /** Leaves of every divided gradient that is whole so far the rank's range of the sum, in the memory that it has. */
    void reduce() {
        if (zero.dividesGradients()) {
            return;
        }
        List<Ranged> gradients = draft.trained().stream()
                .filter(parameter -> parameter.split().divides())
                .map(parameter -> new Ranged(parameter.split(), parameter.gradient(), parameter.gradient()))
                .toList();
        for (List<Ranged> bucket : buckets(gradients)) {
            new RangeSteps(draft.once(SegmentKind.REDUCE), "gradients", DataType.FLOAT32).scatterInPlace(bucket);
        }
    }

    /** @param kernel adds the update of a parameter, given its master, or the rank's range of that */
    void update(BiConsumer<ParameterDraft, Reference> kernel) {
        if (precision.mixed()) {
            draft.trained().forEach(parameter -> kernel.accept(parameter, parameter.master()));
            return;
        }
        List<ParameterDraft> gathered = new ArrayList<>();
        for (ParameterDraft parameter : draft.trained()) {
            if (parameter.split().divides() && !zero.dividesWeights()) {
                gathered.add(parameter);
            } else {
                kernel.accept(parameter, weight(parameter));
            }
        }
        SegmentDraft segment = draft.once(SegmentKind.UPDATE);
        List<Ranged> ranges = gathered.stream()
                .map(parameter ->
                        new Ranged(parameter.split(), weight(parameter), range(segment, parameter, DataType.FLOAT32)))
                .toList();
        int next = 0;
        for (List<Ranged> bucket : buckets(ranges)) {
            RangeSteps steps = new RangeSteps(segment, "weights", DataType.FLOAT32);
            steps.take(bucket);
            for (Ranged ranged : bucket) {
                kernel.accept(gathered.get(next++), ranged.part());
            }
            steps.gather(bucket);
        }
    }

    private static Reference weight(ParameterDraft parameter) {
        return new Reference.OfWeight(parameter.parameter().name());
    }

    private static Reference range(SegmentDraft segment, ParameterDraft parameter, DataType type) {
        String name = parameter.parameter().name() + " range";
        return new Reference.OfValue(
                RangeSteps.value(segment, name, parameter.split().partElements(), type));
    }

    private static List<List<Ranged>> buckets(List<Ranged> all) {
        List<List<Ranged>> buckets = new ArrayList<>();
        long left = 0;
        for (Ranged ranged : all) {
            long bytes = ranged.split().elements() * DataType.FLOAT32.bytes();
            if (buckets.isEmpty() || bytes > left) {
                buckets.add(new ArrayList<>());
                left = BUCKET_BYTES;
            }
            buckets.getLast().add(ranged);
            left -= bytes;
        }
        return buckets;
    }
}
