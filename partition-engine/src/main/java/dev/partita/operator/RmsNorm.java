package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.NormalizationKernel.RmsNormInputGradient;
import dev.partita.kernel.NormalizationKernel.RmsNormWeightGradient;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Divides the last dimension by its root mean square and scales it. Parameter: weight {@code [width]}. */
public record RmsNorm(long width, double epsilon) implements Operator {
    public RmsNorm {
        Sizes.positive("RmsNorm", "width", width);
        Sizes.positiveNumber("RmsNorm", "epsilon", epsilon);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() < 2 || shape.size(-1) != width) {
            throw new ShapeMismatch(Sentence.of("engine.operator.rms_norm", width, shape, shape.size(-1)));
        }
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.canonical("weight", Shape.of(width), Initialization.ONES));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(Division.sequence(this, this, inputs, 1, ranks));
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        long rows = inputs.getFirst().shape().rows();
        DataType type = inputs.getFirst().type();
        NormalizationKernel.RmsNorm forward = new NormalizationKernel.RmsNorm(rows, width, epsilon, type);
        return new Lowering(
                List.of(forward.rowScales()),
                List.of(),
                List.of(of(forward, new Operand.Input(0), new Parameter(0), new Operand.Output(0), new Saved(0))),
                List.of(of(
                        new RmsNormInputGradient(rows, width, type),
                        new Operand.Input(0),
                        new Parameter(0),
                        new Saved(0),
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of(of(
                        new RmsNormWeightGradient(rows, width, type),
                        new Operand.Input(0),
                        new Saved(0),
                        new OutputGradient(0),
                        new ParameterGradient(0))),
                Map.of());
    }
}
