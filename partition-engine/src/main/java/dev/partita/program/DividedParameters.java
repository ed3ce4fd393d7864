package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.kernel.ElementwiseKernel.Zero;
import dev.partita.kernel.Kernel;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How ZeRO divides parameters: along every axis over whose ranks a gradient is a sum, or would be if it were frozen, since
 * all of them would keep the same weights and the same optimizer state. A frozen one has no more than its weights to divide. A range of elements is a rank's, in the order in which they lie in memory, so
 * that every parameter divides, whatever its dimensions and whatever other axes split of it.
 */
final class DividedParameters {
    private record On(int device, String parameter) {}

    final dev.partita.plan.Zero zero;
    final DataType weightType;
    private final Map<On, FlatSplit> splits = new HashMap<>();
    private final Map<Long, Kernel> zeros = new HashMap<>();

    /** @param weightType of the weights that layers read */
    DividedParameters(PlacedModel model, List<Stage> stages, dev.partita.plan.Zero zero, DataType weightType) {
        this.zero = zero;
        this.weightType = weightType;
        for (Stage stage : stages) {
            for (Layer layer : stage.layers()) {
                DividedLayer divided = model.divided(layer.id(), stage.mesh());
                boolean divides = model.frozen().contains(layer) ? zero.dividesWeights() : zero.dividesState();
                for (int i = 0; i < layer.parameters().size(); i++) {
                    On on = new On(stage.device(), layer.parameters().get(i));
                    long elements = divided.local().parameters().get(i).shape().elements();
                    Layout gradient = divided.parameterGradient(i);
                    splits.putIfAbsent(
                            on, divides ? split(elements, gradient, stage.mesh()) : FlatSplit.whole(elements));
                }
            }
        }
    }

    private static FlatSplit split(long elements, Layout gradient, Mesh mesh) {
        List<Integer> axes = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        List<Axis> named = mesh.axes();
        for (int axis = 0; axis < gradient.axes().size(); axis++) {
            if (gradient.axis(axis) instanceof Distribution.Partial) {
                axes.add(axis);
                ranks.add(named.get(axis).size());
            }
        }
        return new FlatSplit(elements, axes, ranks);
    }

    /** How the ranks of a mesh divide a parameter that its layers hold. */
    FlatSplit split(int device, String parameter) {
        FlatSplit split = splits.get(new On(device, parameter));
        if (split == null) {
            throw new IllegalArgumentException("No layer on gpu:" + device + " has " + parameter + ".");
        }
        return split;
    }

    /** What a kernel zeroes a gradient with; equal ones are one. */
    Kernel zeroing(long elements) {
        return zeros.computeIfAbsent(elements, count -> new Zero(count, DataType.FLOAT32));
    }
}
