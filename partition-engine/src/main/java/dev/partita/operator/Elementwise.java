package dev.partita.operator;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of each element of its inputs, which are broadcast against each other as NumPy does, and against what the
 * model holds for it. Planned only.
 *
 * @param function what it computes, such as {@code Mul} or {@code Tanh}
 * @param constant shape of a fixed operand; a scalar where there is none
 * @param weights trained operands, called {@code operand0}, {@code operand1}, ...
 * @param flopsPerElement operations per element of the output
 */
public record Elementwise(String function, int inputs, Shape constant, List<Shape> weights, double flopsPerElement)
        implements PlannedOperator {
    public Elementwise {
        weights = List.copyOf(weights);
        Sizes.positive("Elementwise", "inputs", inputs);
    }

    @Override
    public int inputCount() {
        return inputs;
    }

    @Override
    public String kind() {
        return function;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> found, long samples) {
        Shape shape = constant;
        for (Shape weight : weights) {
            shape = broadcast(shape, weight);
        }
        for (TensorSpec input : found) {
            shape = broadcast(shape, input.shape());
        }
        return List.of(new TensorSpec(shape, type(found)));
    }

    /** Conditions and indices come with numbers: those say what the result is. */
    private static DataType type(List<TensorSpec> inputs) {
        return inputs.stream()
                .map(TensorSpec::type)
                .filter(DataType::floatingPoint)
                .findFirst()
                .orElse(inputs.getFirst().type());
    }

    private Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        long[] sizes = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long x = i <= a.rank() ? a.size(-i) : 1;
            long y = i <= b.rank() ? b.size(-i) : 1;
            if (x != y && x != 1 && y != 1) {
                throw new ShapeMismatch(inputs - 1, Sentence.of("engine.operator.broadcast", function, a, b));
            }
            sizes[rank - i] = Math.max(x, y);
        }
        return Shape.of(sizes);
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (Shape weight : weights) {
            specs.add(ParameterSpec.canonical("operand" + specs.size(), weight, Initialization.ONES));
        }
        return specs;
    }

    @Override
    public Lowering lower(List<TensorSpec> found, long microbatches) {
        long elements = infer(found, 1).getFirst().shape().elements();
        return new Planned(this, function, flopsPerElement * elements, false, true).lower(found);
    }
}
