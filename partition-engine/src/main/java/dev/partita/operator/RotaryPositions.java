package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.RotaryKernel;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the first {@code heads} heads of each position of {@code [sample, sequence, width]} by its place in the sequence:
 * for a packed projection, all heads of queries and keys. Nothing is kept for backward, which turns back.
 *
 * @param theta base of the wavelengths: 10,000 in the paper, 500,000 in Llama 3
 */
public record RotaryPositions(long heads, long headSize, double theta) implements Operator {
    public RotaryPositions {
        Sizes.positive("RotaryPositions", "heads", heads);
        Sizes.even("RotaryPositions", "head size", headSize);
        Sizes.positiveNumber("RotaryPositions", "theta", theta);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 3 || shape.size(2) < heads * headSize) {
            throw new ShapeMismatch(Sentence.of("engine.operator.rotary", heads, headSize, heads * headSize, shape));
        }
        return inputs;
    }

    /** By heads only where the reader's attention says where queries, keys and values lie. */
    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        int last = inputs.getFirst().shape().rank() - 1;
        for (Shard split : Division.shards(last, inputs.getFirst().shape().size(last), ranks)) {
            if (!split.sections().isEmpty() && ranks.divide(heads)) {
                found.add(new Division(
                        Division.Kind.HEADS,
                        new RotaryPositions(heads / ranks.count(), headSize, theta),
                        List.of(split),
                        List.of(split),
                        List.of(split),
                        List.of(),
                        List.of()));
            }
        }
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return Lowering.of(
                List.of(of(kernel(inputs.getFirst(), false), new Operand.Input(0), new Operand.Output(0))),
                List.of(of(kernel(inputs.getFirst(), true), new OutputGradient(0), new InputGradient(0))),
                List.of());
    }

    private RotaryKernel kernel(TensorSpec x, boolean inverse) {
        Shape shape = x.shape();
        DataType type = x.type();
        return new RotaryKernel(shape.size(0), shape.size(1), shape.size(2), heads, headSize, theta, inverse, type);
    }
}
