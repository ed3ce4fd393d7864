package dev.partita.sharding;

import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How a tensor lies on a mesh: one distribution per axis. Axes that split the same dimension do so one after another. */
public record Layout(List<Distribution> axes) {
    public Layout {
        axes = List.copyOf(axes);
    }

    public static Layout replicated(int axes) {
        return new Layout(Collections.nCopies(axes, Distribution.REPLICATE));
    }

    public Distribution axis(int axis) {
        return axes.get(axis);
    }

    /** This layout with another distribution along one axis. */
    public Layout with(int axis, Distribution distribution) {
        List<Distribution> changed = new ArrayList<>(axes);
        changed.set(axis, distribution);
        return new Layout(changed);
    }

    /** Of a tensor with this layout, the layout of its gradient when it is complete: whole where the tensor was a sum. */
    public Layout ofGradient() {
        return new Layout(axes.stream()
                .map(axis -> axis instanceof Distribution.Partial ? Distribution.REPLICATE : axis)
                .toList());
    }

    public boolean partial() {
        return axes.contains(Distribution.PARTIAL);
    }

    /** True if some axis splits runs of a dimension each by itself. */
    public boolean sectioned() {
        return axes.stream()
                .anyMatch(axis -> axis instanceof Distribution.Shard shard
                        && !shard.sections().isEmpty());
    }

    /** What one rank holds of a tensor. */
    public TensorSpec local(TensorSpec whole, List<Axis> mesh) {
        return new TensorSpec(local(whole.shape(), mesh), whole.type());
    }

    /** @throws IllegalArgumentException if a dimension does not divide */
    public Shape local(Shape whole, List<Axis> mesh) {
        Shape shape = whole;
        for (int axis = 0; axis < axes.size(); axis++) {
            if (axes.get(axis) instanceof Distribution.Shard(int dimension, List<Long> sections)) {
                int ranks = mesh.get(axis).size();
                if (shape.size(dimension) % ranks != 0) {
                    throw new IllegalArgumentException(
                            "Dimension " + dimension + " of " + whole + " does not divide over " + mesh + ".");
                }
                shape = shape.with(dimension, shape.size(dimension) / ranks);
            }
        }
        return shape;
    }

    /** The axes that split a dimension, outermost first. */
    public List<Integer> splitting(int dimension) {
        List<Integer> found = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            if (axes.get(axis) instanceof Distribution.Shard shard && shard.dimension() == dimension) {
                found.add(axis);
            }
        }
        return found;
    }

    /** How many ranks hold the same numbers: the product of the axes that copy. */
    public int copies(List<Axis> mesh) {
        int copies = 1;
        for (int axis = 0; axis < axes.size(); axis++) {
            copies *= axes.get(axis) instanceof Distribution.Replicate
                    ? mesh.get(axis).size()
                    : 1;
        }
        return copies;
    }
}
