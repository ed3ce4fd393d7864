package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Operand;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.RangeSteps.Ranged;
import dev.partita.sharding.FlatSplit;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One layer's weights and gradients as its kernels want them, whole, where ranks hold ranges. A weight is gathered once per
 * segment that reads it and dropped after its last reader; a gradient is whole from its kernel to the sum over ranks.
 */
final class LayerParameters {
    private final Layer layer;
    private final int device;
    private final DividedParameters divided;
    private final Map<Integer, Value> weights = new HashMap<>();
    private final Map<Integer, Value> gradients = new HashMap<>();
    private @Nullable SegmentDraft gatheredIn;

    LayerParameters(Layer layer, int device, DividedParameters divided) {
        this.layer = layer;
        this.device = device;
        this.divided = divided;
    }

    Reference weight(int i) {
        Value gathered = weights.get(i);
        return gathered == null ? new Reference.OfWeight(layer.parameters().get(i)) : new Reference.OfValue(gathered);
    }

    Reference gradient(int i) {
        Value whole = gradients.get(i);
        return whole == null ? new Reference.OfGradient(layer.parameters().get(i)) : new Reference.OfValue(whole);
    }

    /** Gathers the weights that some calls read, and makes room for the gradients they add to. */
    void before(SegmentDraft segment, List<KernelCall> calls) {
        if (gatheredIn != segment) {
            weights.clear();
            gatheredIn = segment;
        }
        if (divided.zero.dividesWeights()) {
            List<Integer> missing = used(calls, operand -> operand instanceof Operand.Parameter(int i) ? i : -1);
            missing.removeIf(weights::containsKey);
            new RangeSteps(segment, layer.id(), divided.weightType)
                    .gather(ranged(segment, missing, weights, "weight", divided.weightType));
        }
        if (divided.zero.dividesGradients()) {
            List<Integer> written =
                    used(calls, operand -> operand instanceof Operand.ParameterGradient(int i) ? i : -1);
            for (Ranged gradient : ranged(segment, written, gradients, "weight gradient", DataType.FLOAT32)) {
                segment.add(layer.id(), divided.zeroing(gradient.split().elements()), List.of(gradient.whole()));
            }
        }
    }

    /** Adds up over the ranks what some calls have computed of gradients. */
    void after(SegmentDraft segment) {
        List<Ranged> all = new ArrayList<>();
        gradients.forEach((i, whole) -> all.add(new Ranged(
                split(i),
                new Reference.OfValue(whole),
                new Reference.OfGradient(layer.parameters().get(i)))));
        new RangeSteps(segment, layer.id(), DataType.FLOAT32).scatter(all);
        gradients.clear();
    }

    private List<Ranged> ranged(
            SegmentDraft segment, List<Integer> parameters, Map<Integer, Value> wholes, String word, DataType type) {
        List<Ranged> found = new ArrayList<>();
        for (int i : parameters) {
            String name = layer.parameters().get(i);
            Value whole = RangeSteps.value(segment, layer.id() + " " + word + " " + i, split(i).elements(), type);
            wholes.put(i, whole);
            found.add(new Ranged(split(i), new Reference.OfValue(whole), new Reference.OfWeight(name)));
        }
        return found;
    }

    private FlatSplit split(int i) {
        return divided.split(device, layer.parameters().get(i));
    }

    /** The divided parameters that some calls have among certain operands, in order. */
    private List<Integer> used(List<KernelCall> calls, Function<Operand, Integer> numberOf) {
        TreeSet<Integer> found = new TreeSet<>();
        for (KernelCall call : calls) {
            for (Operand operand : call.operands()) {
                int i = numberOf.apply(operand);
                if (i >= 0 && split(i).divides()) {
                    found.add(i);
                }
            }
        }
        return new ArrayList<>(found);
    }
}
