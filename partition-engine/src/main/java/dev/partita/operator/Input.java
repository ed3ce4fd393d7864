package dev.partita.operator;

import dev.partita.kernel.HostKernel.LoadInput;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What enters the model from outside.
 *
 * @param name what the data source calls it, such as {@code tokens}, {@code targets}, {@code image}
 * @param sample the shape of one sample, without the sample axis
 */
public record Input(String name, Shape sample, DataType type) implements Operator {
    @Override
    public int inputCount() {
        return 0;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        List<Long> sizes = new ArrayList<>();
        sizes.add(samples);
        sizes.addAll(sample.dimensions());
        return List.of(new TensorSpec(new Shape(sizes), type));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        throw new IllegalStateException("An input is loaded by its readers, not lowered by itself.");
    }

    /** The kernel that fills one microbatch of this input. */
    public LoadInput load(long samples) {
        return new LoadInput(name, infer(List.of(), samples).getFirst());
    }
}
