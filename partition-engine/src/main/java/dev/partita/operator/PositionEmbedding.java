package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.ElementwiseKernel.AddRow;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.sharding.Distribution;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds a learned vector per position to {@code [sample, sequence, width]}. Parameter: weight {@code [sequence, width]}. */
public record PositionEmbedding(long sequence, long width, Initialization initialization) implements Operator {
    public PositionEmbedding {
        Sizes.positive("PositionEmbedding", "sequence", sequence);
        Sizes.positive("PositionEmbedding", "width", width);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 3 || shape.size(1) != sequence || shape.size(2) != width) {
            throw new ShapeMismatch(Sentence.of("engine.operator.position_embedding", sequence, width, shape));
        }
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.canonical("weight", Shape.of(sequence, width), initialization));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        if (ranks.divide(sequence)) {
            Distribution positions = Distribution.shard(1);
            Distribution rows = Distribution.shard(0);
            found.add(new Division(
                    Division.Kind.SEQUENCE,
                    new PositionEmbedding(sequence / ranks.count(), width, initialization),
                    List.of(positions),
                    List.of(positions),
                    List.of(positions),
                    List.of(rows),
                    List.of(rows)));
        }
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        long samples = inputs.getFirst().shape().size(0);
        DataType type = inputs.getFirst().type();
        return new Lowering(
                List.of(),
                List.of(),
                List.of(of(
                        new AddRow(samples, sequence * width, type),
                        new Operand.Input(0),
                        new Parameter(0),
                        new Operand.Output(0))),
                List.of(),
                List.of(of(
                        new SumRows(samples, sequence * width, type), new OutputGradient(0), new ParameterGradient(0))),
                Map.of(new InputGradient(0), new OutputGradient(0)));
    }
}
