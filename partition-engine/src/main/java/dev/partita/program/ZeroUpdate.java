package dev.partita.program;

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

    ZeroUpdate(DeviceDraft draft, Zero zero) {
        this.draft = draft;
        this.zero = zero;
    }

    /** Leaves of every divided gradient that is whole so far the rank's range of the sum, in the memory that it has. */
    void reduce() {
        if (zero.dividesGradients()) {
            return;
        }
        List<Ranged> gradients = draft.parameters.stream()
                .filter(parameter -> parameter.split().divides())
                .map(parameter -> new Ranged(parameter.split(), parameter.gradient(), parameter.gradient()))
                .toList();
        for (List<Ranged> bucket : buckets(gradients)) {
            new RangeSteps(draft.once(SegmentKind.REDUCE), "gradients").scatterInPlace(bucket);
        }
    }

    /** @param kernel adds the update of a parameter, given the weight or the rank's range of it */
    void update(BiConsumer<ParameterDraft, Reference> kernel) {
        List<ParameterDraft> gathered = new ArrayList<>();
        for (ParameterDraft parameter : draft.parameters) {
            if (parameter.split().divides() && !zero.dividesWeights()) {
                gathered.add(parameter);
            } else {
                kernel.accept(parameter, weight(parameter));
            }
        }
        SegmentDraft segment = draft.once(SegmentKind.UPDATE);
        List<Ranged> ranges = gathered.stream()
                .map(parameter -> new Ranged(parameter.split(), weight(parameter), range(segment, parameter)))
                .toList();
        int next = 0;
        for (List<Ranged> bucket : buckets(ranges)) {
            RangeSteps steps = new RangeSteps(segment, "weights");
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

    private static Reference range(SegmentDraft segment, ParameterDraft parameter) {
        String name = parameter.parameter().name() + " range";
        return new Reference.OfValue(
                RangeSteps.value(segment, name, parameter.split().partElements()));
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
