package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.operator.Operand.Input;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Output;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Y = X W^T (+ b)} over the last dimension. Parameters: weight {@code [outputs, inputs]}, bias {@code [outputs]}.
 */
public record Linear(long inputs, long outputs, boolean bias, Initialization weightInitialization) implements Operator {
    public Linear {
        Sizes.positive("Linear", "inputs", inputs);
        Sizes.positive("Linear", "outputs", outputs);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputSpecs, long samples) {
        Shape shape = inputSpecs.getFirst().shape();
        if (shape.rank() < 2 || shape.size(-1) != inputs) {
            throw new ShapeMismatch(Sentence.of("engine.operator.linear", inputs, shape, shape.size(-1)));
        }
        return List.of(TensorSpec.float32(shape.with(-1, outputs)));
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(ParameterSpec.canonical("weight", Shape.of(outputs, inputs), weightInitialization));
        if (bias) {
            specs.add(ParameterSpec.canonical("bias", Shape.of(outputs), Initialization.ZEROS));
        }
        return List.copyOf(specs);
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputSpecs, Ranks ranks) {
        Shape shape = inputSpecs.getFirst().shape();
        List<Division> found = new ArrayList<>(Division.batch(this, inputSpecs, 1, ranks));
        found.addAll(Division.sequence(this, this, inputSpecs, 1, ranks));
        int last = shape.rank() - 1;
        for (Shard split : Division.shards(last, outputs, ranks)) {
            Distribution rows = new Shard(0, split.sections());
            found.add(new Division(
                    Division.Kind.COLUMNS,
                    new Linear(inputs, outputs / ranks.count(), bias, weightInitialization),
                    List.of(Distribution.REPLICATE),
                    List.of(Distribution.PARTIAL),
                    List.of(split),
                    Division.all(bias ? 2 : 1, rows),
                    Division.all(bias ? 2 : 1, rows)));
        }
        if (ranks.divide(inputs)) {
            found.addAll(SummedLinear.divisions(this, inputSpecs, ranks));
        }
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputSpecs, long microbatches) {
        DataType type = inputSpecs.getFirst().type();
        long rows = inputSpecs.getFirst().shape().rows();
        Operand x = new Input(0);
        Operand weight = new Parameter(0);
        Operand dy = new OutputGradient(0);
        MatMul product = new MatMul(rows, outputs, inputs, false, true, false, bias, type);
        KernelCall forward =
                bias ? of(product, x, weight, new Parameter(1), new Output(0)) : of(product, x, weight, new Output(0));
        KernelCall inputGradient = of(
                new MatMul(rows, inputs, outputs, false, false, false, false, type), dy, weight, new InputGradient(0));
        List<KernelCall> weightGradient = new ArrayList<>();
        weightGradient.add(
                of(new MatMul(outputs, inputs, rows, true, false, true, false, type), dy, x, new ParameterGradient(0)));
        if (bias) {
            weightGradient.add(of(new SumRows(rows, outputs, type), dy, new ParameterGradient(1)));
        }
        return Lowering.of(List.of(forward), List.of(inputGradient), weightGradient);
    }
}
