package dev.partita.deduction;

import dev.partita.graph.Layer;
import dev.partita.operator.Division;
import dev.partita.operator.Operator;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A layer on its mesh.
 *
 * @param divisions one per axis of the mesh, each dividing what the one before left to a rank
 * @param local what one rank computes
 * @param inputs what one rank reads
 * @param outputs what one rank writes
 */
public record DividedLayer(
        Layer layer,
        Mesh mesh,
        List<Division> divisions,
        Operator local,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs) {
    public DividedLayer {
        divisions = List.copyOf(divisions);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A layer on one device. */
    public static DividedLayer whole(Layer layer, int device, List<TensorSpec> inputs, List<TensorSpec> outputs) {
        return new DividedLayer(layer, Mesh.of(device), List.of(), layer.operator(), inputs, outputs);
    }

    public Layout input(int index) {
        return layout(division -> division.inputs().get(index));
    }

    public Layout inputGradient(int index) {
        return layout(division -> division.inputGradients().get(index));
    }

    public Layout output(int index) {
        return layout(division -> division.outputs().get(index));
    }

    public Layout parameter(int index) {
        return layout(division -> division.parameters().get(index));
    }

    public Layout parameterGradient(int index) {
        return layout(division -> division.parameterGradients().get(index));
    }

    public Layout state(int index) {
        return layout(division -> division.states().get(index));
    }

    private Layout layout(Function<Division, Distribution> of) {
        return new Layout(divisions.stream().map(of).toList());
    }

    /** Into how many parts the rows of a microbatch are divided. */
    public int rowParts() {
        return product(true);
    }

    /** How many ranks compute the same rows, and so the same loss. */
    public int copies() {
        return product(false);
    }

    private int product(boolean dividingRows) {
        int product = 1;
        for (int axis = 0; axis < divisions.size(); axis++) {
            product *= divisions.get(axis).kind().dividesRows() == dividingRows
                    ? mesh.axes().get(axis).size()
                    : 1;
        }
        return product;
    }

    /** The axes whose ranks see different samples, outermost first. */
    public List<Integer> sampleAxes() {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < divisions.size(); axis++) {
            if (divisions.get(axis).kind() == Division.Kind.BATCH) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
