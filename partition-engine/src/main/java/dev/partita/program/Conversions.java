package dev.partita.program;

import dev.partita.kernel.CollectiveKernel;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.sharding.Layout;
import dev.partita.sharding.SplitDimension;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a tensor from one layout on a mesh to another, one collective per axis (OneFlow: boxing). Axes that split
 * one dimension are nested, so an inner one is gathered before an outer one changes.
 */
final class Conversions {
    /** One kernel and what a rank has after it. */
    record Step(CollectiveKernel kernel, TensorSpec result, Layout layout) {}

    private final List<Axis> mesh;
    private final TensorSpec whole;
    private final List<Step> steps = new ArrayList<>();
    private Layout now;

    private Conversions(List<Axis> mesh, TensorSpec whole, Layout from) {
        this.mesh = mesh;
        this.whole = whole;
        this.now = from;
    }

    /** @param whole the tensor as one device would hold it */
    static List<Step> between(List<Axis> mesh, TensorSpec whole, Layout from, Layout to) {
        Conversions conversions = new Conversions(mesh, whole, from);
        for (int axis = 0; axis < mesh.size(); axis++) {
            if (!conversions.now.axis(axis).equals(to.axis(axis))) {
                conversions.gatherInside(axis, to);
                conversions.convert(axis, to.axis(axis));
            }
        }
        return conversions.steps;
    }

    /** Gathers what inner axes split of a dimension that an outer axis is about to change. */
    private void gatherInside(int outer, Layout to) {
        for (int axis = mesh.size() - 1; axis > outer; axis--) {
            if (now.axis(axis) instanceof Shard shard
                    && (splits(now.axis(outer), shard.dimension()) || splits(to.axis(outer), shard.dimension()))) {
                convert(axis, Distribution.REPLICATE);
            }
        }
    }

    private static boolean splits(Distribution distribution, int dimension) {
        return distribution instanceof Shard shard && shard.dimension() == dimension;
    }

    private void convert(int axis, Distribution to) {
        int ranks = mesh.get(axis).size();
        DataType type = whole.type();
        Layout without = now.with(axis, Distribution.REPLICATE);
        Shape unsplit = without.local(whole.shape(), mesh);
        CollectiveKernel kernel = switch (now.axis(axis)) {
            case Distribution.Replicate _ -> new CollectiveKernel.TakePart(axis, split(unsplit, to, ranks), type);
            case Distribution.Partial _ ->
                to instanceof Shard
                        ? new CollectiveKernel.ReduceScatter(axis, split(unsplit, to, ranks), type)
                        : new CollectiveKernel.AllReduce(axis, ranks, unsplit.elements(), type);
            case Shard from ->
                to instanceof Shard
                        ? new CollectiveKernel.AllToAll(
                                axis, SplitDimension.of(unsplit, from, ranks), split(unsplit, to, ranks), type)
                        : new CollectiveKernel.AllGather(axis, SplitDimension.of(unsplit, from, ranks), type);
        };
        now = now.with(axis, to);
        steps.add(new Step(kernel, now.local(whole, mesh), now));
    }

    private static SplitDimension split(Shape unsplit, Distribution to, int ranks) {
        if (to instanceof Shard shard) {
            return SplitDimension.of(unsplit, shard, ranks);
        }
        throw new IllegalStateException("A tensor that is whole is not turned into a sum.");
    }
}
