package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.IndexKernel.Gather;
import dev.partita.kernel.IndexKernel.ScatterAdd;
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

/** Rows of a table by index: int32 {@code [sample, ...]} to {@code [sample, ..., width]}. Parameter: weight {@code [vocabulary, width]}. */
public record Embedding(long vocabulary, long width, Initialization initialization) implements Operator {
    public Embedding {
        Sizes.positive("Embedding", "vocabulary", vocabulary);
        Sizes.positive("Embedding", "width", width);
    }

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
        TensorSpec indices = inputs.getFirst();
        if (indices.type() != DataType.INT32) {
            throw new ShapeMismatch(Sentence.of("engine.operator.embedding", indices));
        }
        List<Long> sizes = new ArrayList<>(indices.shape().dimensions());
        sizes.add(width);
        return List.of(TensorSpec.float32(new Shape(sizes)));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.canonical("weight", Shape.of(vocabulary, width), initialization));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(Division.sequence(this, this, inputs, 1, ranks));
        if (ranks.divide(vocabulary)) {
            Distribution rows = Distribution.shard(0);
            found.add(new Division(
                    Division.Kind.VOCABULARY,
                    new VocabularyEmbedding(
                            vocabulary / ranks.count(), width, initialization, ranks.count(), ranks.axis()),
                    List.of(Distribution.REPLICATE),
                    List.of(Distribution.REPLICATE),
                    List.of(Distribution.PARTIAL),
                    List.of(rows),
                    List.of(rows)));
        }
        if (ranks.divide(width)) {
            int last = inputs.getFirst().shape().rank();
            Distribution columns = Distribution.shard(1);
            found.add(new Division(
                    Division.Kind.COLUMNS,
                    new Embedding(vocabulary, width / ranks.count(), initialization),
                    List.of(Distribution.REPLICATE),
                    List.of(Distribution.REPLICATE),
                    List.of(Distribution.shard(last)),
                    List.of(columns),
                    List.of(columns)));
        }
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        long rows = inputs.getFirst().shape().elements();
        return Lowering.of(
                List.of(of(
                        new Gather(rows, width, vocabulary, DataType.FLOAT32),
                        new Operand.Input(0),
                        new Parameter(0),
                        new Operand.Output(0))),
                List.of(),
                List.of(of(
                        new ScatterAdd(rows, width, vocabulary, DataType.FLOAT32),
                        new Operand.Input(0),
                        new OutputGradient(0),
                        new ParameterGradient(0))));
    }
}
