package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer that is known by its name, the shapes of its outputs and the bytes of its parameters alone. It is placed and
 * its bytes are counted; its FLOPs, which nobody knows, are counted as none.
 *
 * @param operator what the file calls it
 * @param weights shapes of its parameters, called {@code operand0}, {@code operand1}, ...
 */
public record Opaque(String operator, int inputs, List<Output> outputs, List<Shape> weights)
        implements PlannedOperator {
    public Opaque {
        outputs = List.copyOf(outputs);
        weights = List.copyOf(weights);
        Sizes.positive("Opaque", "inputs", inputs);
    }

    @Override
    public int inputCount() {
        return inputs;
    }

    /**
     * One output.
     *
     * @param numerator the first size is that of the first input times {@code numerator / denominator}; 0 where it does
     *     not depend on the samples and is the first of {@code rest}
     * @param rest the other sizes
     */
    public record Output(long numerator, long denominator, List<Long> rest, DataType type) {
        public Output {
            rest = List.copyOf(rest);
            Sizes.atLeast(0, "Opaque", "numerator", numerator);
            Sizes.positive("Opaque", "denominator", denominator);
        }

        TensorSpec after(Shape input) {
            List<Long> sizes = new ArrayList<>();
            if (numerator > 0) {
                sizes.add(Math.max(1, Math.multiplyExact(input.size(0), numerator) / denominator));
            }
            sizes.addAll(rest);
            return new TensorSpec(new Shape(sizes), type);
        }
    }

    @Override
    public String kind() {
        return operator;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> found, long samples) {
        Shape first = found.getFirst().shape();
        if (first.rank() == 0 && outputs.stream().anyMatch(output -> output.numerator() > 0)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.opaque_scalar", operator));
        }
        return outputs.stream().map(output -> output.after(first)).toList();
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (Shape weight : weights) {
            specs.add(ParameterSpec.canonical("operand" + specs.size(), weight, new Initialization.Normal(0.02)));
        }
        return specs;
    }

    @Override
    public Lowering lower(List<TensorSpec> found, long microbatches) {
        return new Planned(this, operator, 0, false, true).lower(found);
    }
}
