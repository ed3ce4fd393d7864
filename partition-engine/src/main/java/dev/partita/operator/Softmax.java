package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** Exponentials along one axis, divided by their sum. Planned only. */
public record Softmax(int axis) implements Operator {
    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public boolean takes(int input, DataType type) {
        return true;
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        return inputs;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        double flops = 5.0 * inputs.getFirst().shape().elements();
        return new Planned(this, "Softmax", flops, false, true).lower(inputs);
    }
}
