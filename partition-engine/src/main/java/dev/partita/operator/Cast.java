package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** The same numbers in another type. Planned only. */
public record Cast(DataType type) implements PlannedOperator {
    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        return List.of(new TensorSpec(inputs.getFirst().shape(), type));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return Planned.linear(this, "Cast", 0, inputs);
    }
}
