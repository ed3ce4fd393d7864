package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.kernel.MoveKernel.PrependVector;
import dev.partita.kernel.MoveKernel.SliceColumns;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Temporary;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;

/**
 * A learned position in front of {@code [sample, sequence, width]}, from which a classifier reads. Parameter: weight
 * {@code [1, width]}.
 */
public record ClassToken(long width, Initialization initialization) implements Operator {
    public ClassToken {
        Sizes.positive("ClassToken", "width", width);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 3 || shape.size(2) != width) {
            throw new ShapeMismatch(Sentence.of("engine.operator.class_token", width, shape));
        }
        return List.of(TensorSpec.float32(shape.with(1, shape.size(1) + 1)));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.canonical("weight", Shape.of(1, width), initialization));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Shape shape = inputs.getFirst().shape();
        DataType type = inputs.getFirst().type();
        long samples = shape.size(0);
        long columns = shape.elements() / samples;
        Operand dy = new OutputGradient(0);
        return new Lowering(
                List.of(),
                List.of(new TensorSpec(Shape.of(samples, width), type)),
                List.of(of(
                        new PrependVector(samples, columns, width, type),
                        new Operand.Input(0),
                        new Parameter(0),
                        new Operand.Output(0))),
                List.of(of(new SliceColumns(samples, width + columns, width, columns, type), dy, new InputGradient(0))),
                List.of(
                        of(new SliceColumns(samples, width + columns, 0, width, type), dy, new Temporary(0)),
                        of(new SumRows(samples, width, type), new Temporary(0), new ParameterGradient(0))),
                Map.of());
    }
}
