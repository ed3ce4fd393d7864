package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.CollectiveKernel.AllGather;
import dev.partita.kernel.CollectiveKernel.AllReduce;
import dev.partita.kernel.CollectiveKernel.ReduceScatter;
import dev.partita.kernel.ElementwiseKernel.AddRow;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.MatrixKernel.SumRows;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Temporary;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.sharding.SplitDimension;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one rank computes of a {@link Linear} whose inputs are divided: its product is one summand, and the bias is added
 * once, to the sum. Megatron's row-parallel layer (Shoeybi et al. 2019); with {@code scatters} its sequence-parallel one
 * (Korthikanti et al. 2023), where each rank gets the sum for its part of the positions.
 *
 * @param inputs of the rank
 */
public record SummedLinear(
        long inputs, long outputs, Initialization weightInitialization, int ranks, int axis, boolean scatters)
        implements RankOperator {
    private static final int POSITIONS = 1;

    /** The ways to divide a layer's inputs. */
    static List<Division> divisions(Linear linear, List<TensorSpec> inputs, Ranks ranks) {
        Shape shape = inputs.getFirst().shape();
        Distribution features = Distribution.shard(shape.rank() - 1);
        Distribution columns = Distribution.shard(1);
        long own = linear.inputs() / ranks.count();
        if (!linear.bias()) {
            Operator local = new Linear(own, linear.outputs(), false, linear.weightInitialization());
            return List.of(rows(local, features, Distribution.PARTIAL, List.of(columns), List.of(columns)));
        }
        List<Division> found = new ArrayList<>();
        List<Distribution> parameters = List.of(columns, Distribution.REPLICATE);
        found.add(rows(summed(linear, own, ranks, false), features, Distribution.REPLICATE, parameters, parameters));
        if (shape.rank() == 3 && ranks.divide(shape.size(POSITIONS))) {
            found.add(rows(
                    summed(linear, own, ranks, true),
                    features,
                    Distribution.shard(POSITIONS),
                    parameters,
                    List.of(columns, Distribution.PARTIAL)));
        }
        return found;
    }

    private static Operator summed(Linear linear, long own, Ranks ranks, boolean scatters) {
        return new SummedLinear(
                own, linear.outputs(), linear.weightInitialization(), ranks.count(), ranks.axis(), scatters);
    }

    private static Division rows(
            Operator local,
            Distribution features,
            Distribution output,
            List<Distribution> parameters,
            List<Distribution> gradients) {
        return new Division(
                Division.Kind.ROWS,
                local,
                List.of(features),
                List.of(features),
                List.of(output),
                parameters,
                gradients);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputSpecs, long samples) {
        Shape shape = inputSpecs.getFirst().shape().with(-1, outputs);
        return List.of(TensorSpec.float32(scatters ? shape.with(POSITIONS, shape.size(POSITIONS) / ranks) : shape));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.canonical("weight", Shape.of(outputs, inputs), weightInitialization),
                ParameterSpec.canonical("bias", Shape.of(outputs), Initialization.ZEROS));
    }

    /** Divided once more, over another axis, only by samples: the sum's own axis has its part of the positions. */
    @Override
    public List<Division> divisions(List<TensorSpec> inputSpecs, Ranks other) {
        return Division.batch(this, inputSpecs, 1, other);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputSpecs, long microbatches) {
        TensorSpec input = inputSpecs.getFirst();
        DataType type = input.type();
        long rows = input.shape().rows();
        TensorSpec whole = new TensorSpec(input.shape().with(-1, outputs), type);
        TensorSpec summed = infer(inputSpecs, 0).getFirst();
        MatMul product = new MatMul(rows, outputs, inputs, false, true, false, false, type);
        AddRow addBias = new AddRow(summed.shape().rows(), outputs, type);
        List<KernelCall> forward = List.of(
                of(product, new Operand.Input(0), new Parameter(0), new Temporary(0)),
                scatters
                        ? of(new ReduceScatter(axis, split(whole), type), new Temporary(0), new Temporary(1))
                        : of(
                                new AllReduce(axis, ranks, whole.shape().elements(), type),
                                new Temporary(0),
                                new Temporary(1)),
                of(addBias, new Temporary(1), new Parameter(1), new Operand.Output(0)));
        Operand dy = scatters ? new Temporary(0) : new OutputGradient(0);
        List<KernelCall> gather = scatters
                ? List.of(of(new AllGather(axis, split(whole), type), new OutputGradient(0), new Temporary(0)))
                : List.of();
        return new Lowering(
                List.of(),
                List.of(whole, summed),
                forward,
                gather,
                List.of(of(
                        new MatMul(rows, inputs, outputs, false, false, false, false, type),
                        dy,
                        new Parameter(0),
                        new InputGradient(0))),
                List.of(
                        of(
                                new MatMul(outputs, inputs, rows, true, false, true, false, type),
                                dy,
                                new Operand.Input(0),
                                new ParameterGradient(0)),
                        of(
                                new SumRows(summed.shape().rows(), outputs, type),
                                new OutputGradient(0),
                                new ParameterGradient(1))),
                Map.of());
    }

    private SplitDimension split(TensorSpec whole) {
        return SplitDimension.of(whole.shape(), new Shard(POSITIONS), ranks);
    }
}
