package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.IndexKernel.GatherPart;
import dev.partita.kernel.IndexKernel.ScatterAddPart;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * What one rank computes of an {@link Embedding} whose table is divided by rows: vectors of the indices in its part,
 * zeros for the others, so that the ranks' results add up to the whole (Shoeybi et al. 2019).
 *
 * @param vocabulary rows of the rank's part
 */
public record VocabularyEmbedding(long vocabulary, long width, Initialization initialization, int ranks, int axis)
        implements RankOperator {
    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public boolean takes(int input, DataType type) {
        return true;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        return new Embedding(vocabulary, width, initialization).infer(inputs, samples);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return new Embedding(vocabulary, width, initialization).parameters();
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks other) {
        return Division.batch(this, inputs, 1, other);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        long rows = inputs.getFirst().shape().elements();
        return Lowering.of(
                List.of(of(
                        new GatherPart(rows, width, vocabulary, ranks, axis, DataType.FLOAT32),
                        new Operand.Input(0),
                        new Parameter(0),
                        new Operand.Output(0))),
                List.of(),
                List.of(of(
                        new ScatterAddPart(rows, width, vocabulary, ranks, axis, DataType.FLOAT32),
                        new Operand.Input(0),
                        new OutputGradient(0),
                        new ParameterGradient(0))));
    }
}
